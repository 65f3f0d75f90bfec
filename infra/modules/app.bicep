param location string
param tags object
param token string

@allowed(['24', '22'])
param nodeVersion string
param packageContainerUrl string
param hostIdentityId string
param identityIds array
param alwaysReadyInstances int
param instanceMemoryMB int
param maximumInstanceCount int
param settings object
param workspaceId string

@description('Empty: the app is in no network.')
param subnetId string

resource plan 'Microsoft.Web/serverfarms@2024-11-01' = {
  name: 'plan-${token}'
  location: location
  tags: tags
  kind: 'functionapp'
  sku: {
    name: 'FC1'
    tier: 'FlexConsumption'
  }
  properties: { reserved: true }
}

resource site 'Microsoft.Web/sites@2024-11-01' = {
  name: 'func-${token}'
  location: location
  tags: union(tags, { 'azd-service-name': 'api' })
  kind: 'functionapp,linux'
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: toObject(identityIds, id => id, id => {})
  }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    virtualNetworkSubnetId: empty(subnetId) ? null : subnetId
    // Without it the references to secrets are resolved as an identity that this app does not have.
    keyVaultReferenceIdentity: hostIdentityId
    functionAppConfig: {
      runtime: {
        name: 'node'
        version: nodeVersion
      }
      deployment: {
        storage: {
          type: 'blobContainer'
          value: packageContainerUrl
          authentication: {
            type: 'UserAssignedIdentity'
            userAssignedIdentityResourceId: hostIdentityId
          }
        }
      }
      scaleAndConcurrency: {
        instanceMemoryMB: instanceMemoryMB
        maximumInstanceCount: maximumInstanceCount
        alwaysReady: alwaysReadyInstances == 0 ? [] : [
          { name: 'http', instanceCount: alwaysReadyInstances }
        ]
      }
    }
    siteConfig: {
      minTlsVersion: '1.2'
      ftpsState: 'Disabled'
      http20Enabled: true
      // The app answers cross-origin requests itself; an entry here would override it.
      cors: { allowedOrigins: [] }
    }
  }
}

resource appSettings 'Microsoft.Web/sites/config@2024-11-01' = {
  parent: site
  name: 'appsettings'
  properties: settings
}

resource platformSignIn 'Microsoft.Web/sites/config@2024-11-01' = {
  parent: site
  name: 'authsettingsV2'
  properties: {
    platform: { enabled: false }
  }
}

resource publishingPasswords 'Microsoft.Web/sites/basicPublishingCredentialsPolicies@2024-11-01' = [for name in ['ftp', 'scm']: {
  parent: site
  name: name
  properties: { allow: false }
}]

resource logs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'to-workspace'
  scope: site
  properties: {
    workspaceId: workspaceId
    logs: [
      { category: 'FunctionAppLogs', enabled: true }
    ]
    metrics: [
      { category: 'AllMetrics', enabled: true }
    ]
  }
}

output id string = site.id
output hostName string = site.properties.defaultHostName
