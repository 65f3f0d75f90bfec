metadata description = 'The settings of the app, and nothing else: what the platform needs, what follows from the resources, what the installer gave.'

param place object
param credential string
param homeTenantId string
param readerClientId string
param operatorClientId string
param allowActions string

@description('Client ids of host, reader and operator.')
param identities object
param storageName string
param secretNames array
param vaultUri string
param componentConnectionString string
param given object

var federated = credential == 'federated'
var acts = allowActions == 'true'

var ofPlatform = {
  // Both forms: outside the public cloud the name alone leads to the wrong host.
  AzureWebJobsStorage__accountName: storageName
  AzureWebJobsStorage__blobServiceUri: 'https://${storageName}.blob.${place.storageSuffix}'
  AzureWebJobsStorage__queueServiceUri: 'https://${storageName}.queue.${place.storageSuffix}'
  AzureWebJobsStorage__tableServiceUri: 'https://${storageName}.table.${place.storageSuffix}'
  AzureWebJobsStorage__credential: 'managedidentity'
  AzureWebJobsStorage__clientId: identities.host
  AzureWebJobsDisableHomepage: 'true'
  APPLICATIONINSIGHTS_CONNECTION_STRING: componentConnectionString
  APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'ClientId=${identities.host};Authorization=AAD'
}

// With managed identities these are the clients themselves; else they sign for the applications.
var ofIdentities = federated ? {
  GRAPH_READER_CLIENT_ID: readerClientId
  GRAPH_READER_IDENTITY_CLIENT_ID: identities.reader
} : {
  GRAPH_READER_CLIENT_ID: identities.reader
}

var ofOperator = !acts ? {} : federated ? {
  GRAPH_OPERATOR_CLIENT_ID: operatorClientId
  GRAPH_OPERATOR_IDENTITY_CLIENT_ID: identities.operator
} : {
  GRAPH_OPERATOR_CLIENT_ID: identities.operator
}

var ofApp = {
  STORAGE_TABLES_URL: 'https://${storageName}.table.${place.storageSuffix}'
  HOME_TENANT_ID: homeTenantId
  TENANT_IDS: federated ? '' : homeTenantId
  GRAPH_BASE_URL: place.graph
  LOGIN_BASE_URL: place.login
  GRAPH_CREDENTIAL: credential
  AUTH_MODE: 'entra'
  AUTH_TENANT_IDS: homeTenantId
  // The platform's own sign-in is switched off; whoever sends its headers is not believed.
  TRUST_EASYAUTH: 'false'
}

// Without a version, so that a new one is taken within a day.
var ofVault = toObject(secretNames, name => name, name => '@Microsoft.KeyVault(SecretUri=${vaultUri}secrets/${replace(name, '_', '-')})')

output settings object = union(ofApp, given, ofVault, ofIdentities, ofOperator, ofPlatform)
