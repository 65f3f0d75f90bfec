param location string
param tags object
param token string

// host: storage, secrets, telemetry, package. reader and operator: Microsoft Graph alone, no role in Azure.
resource identities 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = [for name in ['host', 'reader', 'operator']: {
  name: 'id-${name}-${token}'
  location: location
  tags: tags
}]

output host object = {
  id: identities[0].id
  clientId: identities[0].properties.clientId
  principalId: identities[0].properties.principalId
}
output reader object = {
  id: identities[1].id
  clientId: identities[1].properties.clientId
  principalId: identities[1].properties.principalId
}
output operator object = {
  id: identities[2].id
  clientId: identities[2].properties.clientId
  principalId: identities[2].properties.principalId
}
