param location string
param tags object
param workspaceId string

resource workbook 'Microsoft.Insights/workbooks@2023-06-01' = {
  name: guid(resourceGroup().id, 'fleet')
  location: location
  tags: tags
  kind: 'shared'
  properties: {
    displayName: 'Entra Sync Status: the fleet'
    category: 'workbook'
    version: '1.0'
    sourceId: workspaceId
    serializedData: loadTextContent('../workbooks/fleet.json')
  }
}
