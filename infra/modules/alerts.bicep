param location string
param tags object
param workspaceId string
param componentId string
param pollIntervalSeconds int
param alertEmail string
param readinessUrl string
param availabilityPlaces array
param availabilityFrequencySeconds int

var runbook = 'See docs/operations.md, Alerts'
// Two intervals and the five minutes that logs may take to arrive, in the next width that Azure offers.
var silence = pollIntervalSeconds <= 300 ? 'PT15M' : pollIntervalSeconds <= 720 ? 'PT30M' : pollIntervalSeconds <= 1200 ? 'PT45M' : pollIntervalSeconds <= 1800 ? 'PT2H' : 'PT3H'

resource people 'Microsoft.Insights/actionGroups@2023-01-01' = {
  name: 'ag-sync-status'
  location: 'global'
  tags: tags
  properties: {
    enabled: true
    groupShortName: 'sync-status'
    emailReceivers: empty(alertEmail) ? [] : [
      {
        name: 'on call'
        emailAddress: alertEmail
        useCommonAlertSchema: true
      }
    ]
  }
}

var ofLogs = [
  {
    name: 'no-tick'
    severity: 0
    summary: 'No poll was planned for two intervals: the service watches nothing.'
    // A stopped app writes no rows, so rows are counted and their absence is what fires.
    query: 'AppRequests | where OperationName == "plan-polls" and Success == true'
    operator: 'LessThan'
    threshold: 1
    window: silence
  }
  {
    name: 'poison'
    severity: 2
    summary: 'A message failed at every delivery and was set aside.'
    query: 'AppRequests | where OperationName startswith "record-poison-"'
    operator: 'GreaterThan'
    threshold: 0
    window: 'PT15M'
  }
  {
    name: 'card-late'
    severity: 1
    summary: 'A card has been waiting for more than ten minutes.'
    query: 'AppTraces | extend fact = parse_json(Message) | where tostring(fact.event) == "serviceWatched" and toint(fact.oldestCardInSeconds) > 600'
    operator: 'GreaterThan'
    threshold: 0
    window: 'PT15M'
  }
  {
    name: 'settings-fault'
    severity: 1
    summary: 'The app refuses to start because of its settings; the log lists every fault.'
    query: 'union isfuzzy=true (AppTraces | project TimeGenerated, Text = Message), (AppExceptions | project TimeGenerated, Text = OuterMessage), (FunctionAppLogs | project TimeGenerated, Text = Message) | where Text has "The settings have"'
    operator: 'GreaterThan'
    threshold: 0
    window: 'PT15M'
  }
  {
    name: 'daily-cap'
    severity: 2
    summary: 'The daily cap of the logs is reached: until tomorrow the alerts on logs see nothing.'
    query: '_LogOperation | where Category == "Ingestion" and Detail contains "OverQuota"'
    operator: 'GreaterThan'
    threshold: 0
    window: 'PT15M'
  }
]

resource logAlerts 'Microsoft.Insights/scheduledQueryRules@2023-12-01' = [for alert in ofLogs: {
  name: 'alert-${alert.name}'
  location: location
  tags: tags
  kind: 'LogAlert'
  properties: {
    displayName: 'Entra Sync Status: ${alert.name}'
    description: '${alert.summary} ${runbook}: ${alert.name}.'
    severity: alert.severity
    enabled: true
    autoMitigate: true
    scopes: [workspaceId]
    evaluationFrequency: 'PT5M'
    windowSize: alert.window
    // A new workspace has none of the tables yet.
    skipQueryValidation: true
    criteria: {
      allOf: [
        {
          query: alert.query
          timeAggregation: 'Count'
          operator: alert.operator
          threshold: alert.threshold
          failingPeriods: {
            numberOfEvaluationPeriods: 1
            minFailingPeriodsToAlert: 1
          }
        }
      ]
    }
    actions: { actionGroups: [people.id] }
  }
}]

resource ready 'Microsoft.Insights/webtests@2022-06-15' = if (availabilityFrequencySeconds > 0) {
  name: 'test-ready'
  location: location
  // Ties the test to the component; the portal shows it nowhere else.
  tags: union(tags, { 'hidden-link:${componentId}': 'Resource' })
  kind: 'standard'
  properties: {
    SyntheticMonitorId: 'test-ready'
    Name: 'ready'
    Enabled: true
    Kind: 'standard'
    Frequency: availabilityFrequencySeconds
    Timeout: 30
    RetryEnabled: true
    Locations: [for name in availabilityPlaces: { Id: name }]
    Request: {
      RequestUrl: readinessUrl
      HttpVerb: 'GET'
    }
    ValidationRules: {
      ExpectedHttpStatusCode: 200
      SSLCheck: true
      SSLCertRemainingLifetimeCheck: 7
    }
  }
}

resource notReady 'Microsoft.Insights/metricAlerts@2018-03-01' = if (availabilityFrequencySeconds > 0) {
  name: 'alert-not-ready'
  location: 'global'
  tags: tags
  properties: {
    description: 'The service says from two places that it is not ready, or does not answer. ${runbook}: not-ready.'
    severity: 1
    enabled: true
    autoMitigate: true
    scopes: [
      ready.id
      componentId
    ]
    evaluationFrequency: 'PT5M'
    windowSize: availabilityFrequencySeconds == 300 ? 'PT5M' : 'PT15M'
    criteria: {
      'odata.type': 'Microsoft.Azure.Monitor.WebtestLocationAvailabilityCriteria'
      webTestId: ready.id
      componentId: componentId
      failedLocationCount: 2
    }
    actions: [
      { actionGroupId: people.id }
    ]
  }
}
