metadata description = 'A network in which the app reaches its storage and its vault by private addresses alone.'

param location string
param tags object
param token string
param storageId string
param vaultId string
param storageSuffix string
param vaultZone string

var targets = [
  { name: 'blob', id: storageId, zone: 'privatelink.blob.${storageSuffix}' }
  { name: 'queue', id: storageId, zone: 'privatelink.queue.${storageSuffix}' }
  { name: 'table', id: storageId, zone: 'privatelink.table.${storageSuffix}' }
  { name: 'vault', id: vaultId, zone: vaultZone }
]

resource network 'Microsoft.Network/virtualNetworks@2024-05-01' = {
  name: 'vnet-${token}'
  location: location
  tags: tags
  properties: {
    addressSpace: { addressPrefixes: ['10.90.0.0/24'] }
    subnets: [
      {
        name: 'app'
        properties: {
          addressPrefix: '10.90.0.0/25'
          // Flex Consumption runs there as a container app does; the provider has to be registered once.
          delegations: [
            {
              name: 'flex'
              properties: { serviceName: 'Microsoft.App/environments' }
            }
          ]
        }
      }
      {
        name: 'endpoints'
        properties: { addressPrefix: '10.90.0.128/26' }
      }
    ]
  }
}

resource app 'Microsoft.Network/virtualNetworks/subnets@2024-05-01' existing = {
  parent: network
  name: 'app'
}

resource endpoints 'Microsoft.Network/virtualNetworks/subnets@2024-05-01' existing = {
  parent: network
  name: 'endpoints'
}

resource zones 'Microsoft.Network/privateDnsZones@2024-06-01' = [for target in targets: {
  name: target.zone
  location: 'global'
  tags: tags
}]

resource links 'Microsoft.Network/privateDnsZones/virtualNetworkLinks@2024-06-01' = [for (target, index) in targets: {
  parent: zones[index]
  name: 'link-${target.name}'
  location: 'global'
  tags: tags
  properties: {
    registrationEnabled: false
    virtualNetwork: { id: network.id }
  }
}]

resource connections 'Microsoft.Network/privateEndpoints@2024-05-01' = [for target in targets: {
  name: 'pe-${target.name}-${token}'
  location: location
  tags: tags
  properties: {
    subnet: { id: endpoints.id }
    privateLinkServiceConnections: [
      {
        name: target.name
        properties: {
          privateLinkServiceId: target.id
          groupIds: [target.name]
        }
      }
    ]
  }
}]

resource names 'Microsoft.Network/privateEndpoints/privateDnsZoneGroups@2024-05-01' = [for (target, index) in targets: {
  parent: connections[index]
  name: 'default'
  properties: {
    privateDnsZoneConfigs: [
      {
        name: target.name
        properties: { privateDnsZoneId: zones[index].id }
      }
    ]
  }
  dependsOn: [links]
}]

output appSubnetId string = app.id
