targetScope = 'subscription'

metadata name = 'Entra Sync Status'
metadata description = 'Everything that the service needs in Azure, in a resource group of its own. The permissions in Microsoft Graph are granted by scripts: infra/graph.'

@description('Name of the environment; part of the names of all resources.')
@minLength(1)
@maxLength(40)
param environmentName string

@description('Region of all resources.')
@minLength(1)
@metadata({ azd: { type: 'location' } })
param location string

@description('The cloud that is deployed to and watched: addresses of Graph, login and storage, and the audience of assertions.')
@allowed(['public', 'usGovernment', 'usGovernmentDoD', 'china'])
param cloud string = 'public'

@description('shortest: the home tenant through managed identities. oneTenant, manyTenants: through applications that trust these identities.')
@allowed(['shortest', 'oneTenant', 'manyTenants'])
param profile string = 'shortest'

@description('Version of Node.')
@allowed(['24', '22'])
param nodeVersion string = '24'

@description('Application that reads other tenants; unused by the profile shortest.')
param readerClientId string = ''

@description('Application that acts in other tenants; unused by the profile shortest.')
param operatorClientId string = ''

@description('false: the service can read and tell, but change nothing.')
@allowed(['true', 'false'])
param allowActions string = 'true'

@description('Instances that are never stopped and answer without a cold start; empty: as the profile says.')
param alwaysReadyInstances string = ''

@description('Seconds between two availability tests from each place: 300, 600, 900, or 0 for none; empty: as the profile says.')
@allowed(['', '0', '300', '600', '900'])
param availabilityFrequencySeconds string = ''

@description('How storage is kept: over the zones of the region, or where it has none in one place.')
@allowed(['Standard_ZRS', 'Standard_LRS', 'Standard_GZRS'])
param storageRedundancy string = 'Standard_ZRS'

@description('true: storage and vault are reached from a network of the app alone.')
@allowed(['true', 'false'])
param privateNetwork string = 'false'

@description('Gigabytes of logs a day beyond which nothing more is taken in.')
@minLength(1)
param dailyQuotaGb string = '1'

@description('Where alerts are sent to; empty: nobody is written to, the alerts only show in the portal.')
param alertEmail string = ''

@description('Workflows webhook of the Teams channel. A secret; empty: no cards.')
@secure()
param teamsWebhookUrl string = ''

@description('Second webhook, used while the first is broken. A secret; empty: none.')
@secure()
param secondaryWebhookUrl string = ''

@description('Address of a heartbeat service, called once a minute. A secret; empty: nobody notices when the app falls silent but the alerts.')
@secure()
param heartbeatUrl string = ''

@description('Settings of the app as docs/configuration.md lists them; an empty one has its default.')
param settings object = {}

// any: the tables are checked by their own tests, and the type of a row follows from a parameter.
var place = any(loadJsonContent('clouds.json'))[cloud]
var defaults = any(loadJsonContent('profiles.json'))[profile]
var token = toLower(uniqueString(subscription().id, environmentName, location))
var isPrivate = privateNetwork == 'true'
var tags = { 'azd-env-name': environmentName }
var given = toObject(filter(items(settings), setting => !empty(setting.value)), setting => setting.key, setting => setting.value)
var effective = union(defaults.settings, given)
var secrets = {
  TEAMS_WEBHOOK_URL: teamsWebhookUrl
  SECONDARY_WEBHOOK_URL: secondaryWebhookUrl
  HEARTBEAT_URL: heartbeatUrl
}
var secretNames = map(filter(items(secrets), secret => !empty(secret.value)), secret => secret.key)

resource group 'Microsoft.Resources/resourceGroups@2025-04-01' = {
  name: 'rg-${environmentName}'
  location: location
  tags: tags
}

module identities 'modules/identities.bicep' = {
  name: 'identities'
  scope: group
  params: {
    location: location
    tags: tags
    token: token
  }
}

module monitoring 'modules/monitoring.bicep' = {
  name: 'monitoring'
  scope: group
  params: {
    location: location
    tags: tags
    token: token
    dailyQuotaGb: dailyQuotaGb
  }
}

module storage 'modules/storage.bicep' = {
  name: 'storage'
  scope: group
  params: {
    location: location
    tags: tags
    token: token
    redundancy: storageRedundancy
    isPrivate: isPrivate
    workspaceId: monitoring.outputs.workspaceId
  }
}

module vault 'modules/vault.bicep' = {
  name: 'vault'
  scope: group
  params: {
    location: location
    tags: tags
    token: token
    workspaceId: monitoring.outputs.workspaceId
    isPrivate: isPrivate
    secretNames: secretNames
    secretValues: secrets
  }
}

module network 'modules/network.bicep' = if (isPrivate) {
  name: 'network'
  scope: group
  params: {
    location: location
    tags: tags
    token: token
    storageId: storage.outputs.id
    vaultId: vault.outputs.id
    storageSuffix: place.storageSuffix
    vaultZone: place.vaultZone
  }
}

module roles 'modules/roles.bicep' = {
  name: 'roles'
  scope: group
  params: {
    hostPrincipalId: identities.outputs.host.principalId
    storageName: storage.outputs.name
    vaultName: vault.outputs.name
    secretNames: secretNames
    componentName: monitoring.outputs.componentName
  }
}

module settingsOfApp 'modules/settings.bicep' = {
  name: 'settings'
  scope: group
  params: {
    place: place
    credential: defaults.credential
    homeTenantId: tenant().tenantId
    readerClientId: readerClientId
    operatorClientId: operatorClientId
    allowActions: allowActions
    identities: {
      host: identities.outputs.host.clientId
      reader: identities.outputs.reader.clientId
      operator: identities.outputs.operator.clientId
    }
    storageName: storage.outputs.name
    secretNames: secretNames
    vaultUri: vault.outputs.uri
    componentConnectionString: monitoring.outputs.connectionString
    given: effective
  }
}

module app 'modules/app.bicep' = {
  name: 'app'
  scope: group
  params: {
    location: location
    tags: tags
    token: token
    nodeVersion: nodeVersion
    packageContainerUrl: 'https://${storage.outputs.name}.blob.${place.storageSuffix}/${storage.outputs.packageContainer}'
    hostIdentityId: identities.outputs.host.id
    identityIds: [
      identities.outputs.host.id
      identities.outputs.reader.id
      identities.outputs.operator.id
    ]
    alwaysReadyInstances: empty(alwaysReadyInstances) ? defaults.alwaysReadyInstances : int(alwaysReadyInstances)
    instanceMemoryMB: defaults.instanceMemoryMB
    maximumInstanceCount: defaults.maximumInstanceCount
    settings: settingsOfApp.outputs.settings
    subnetId: isPrivate ? network!.outputs.appSubnetId : ''
    workspaceId: monitoring.outputs.workspaceId
  }
  dependsOn: [roles]
}

module alerts 'modules/alerts.bicep' = {
  name: 'alerts'
  scope: group
  params: {
    location: location
    tags: tags
    workspaceId: monitoring.outputs.workspaceId
    componentId: monitoring.outputs.componentId
    pollIntervalSeconds: int(effective.?POLL_INTERVAL_SECONDS ?? '300')
    alertEmail: alertEmail
    readinessUrl: 'https://${app.outputs.hostName}/api/v1/health/ready'
    availabilityPlaces: place.availabilityPlaces
    availabilityFrequencySeconds: empty(availabilityFrequencySeconds) ? defaults.availabilityFrequencySeconds : int(availabilityFrequencySeconds)
  }
}

module workbook 'modules/workbook.bicep' = {
  name: 'workbook'
  scope: group
  params: {
    location: location
    tags: tags
    workspaceId: monitoring.outputs.workspaceId
  }
}

output AZURE_RESOURCE_GROUP string = group.name
output AZURE_TENANT_ID string = tenant().tenantId
output SYNC_APP_ID string = app.outputs.id
output SYNC_APP_HOST string = app.outputs.hostName
output SYNC_API_URL string = 'https://${app.outputs.hostName}/api/v1'
output SYNC_WORKSPACE_ID string = monitoring.outputs.customerId
output SYNC_READER_PRINCIPAL_ID string = identities.outputs.reader.principalId
output SYNC_OPERATOR_PRINCIPAL_ID string = identities.outputs.operator.principalId
