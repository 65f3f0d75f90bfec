import { readFileSync } from 'node:fs';
import type { DeployedResource } from '../../support/bicep/deploy.ts';

interface Alert {
  description?: string;
  severity?: number;
  enabled?: boolean;
  autoMitigate?: boolean;
  windowSize?: string;
  evaluationFrequency?: string;
  criteria?: { allOf?: { query: string; timeAggregation: string; operator: string; threshold: number }[]; failedLocationCount?: number };
  actions?: { actionGroups?: string[] } | { actionGroupId: string }[];
}

interface AvailabilityTest {
  Kind: string;
  RetryEnabled: boolean;
  Locations: unknown[];
  Request: { RequestUrl: string };
  ValidationRules: { SSLCheck: boolean };
}

/** What each alert has to look for; the test from outside counts places instead. */
const required: Record<string, RegExp | undefined> = {
  'no-tick': /OperationName == "plan-polls" and Success == true/,
  poison: /OperationName startswith "record-poison-"/,
  'not-ready': undefined,
  'card-late': /"serviceWatched" and toint\(fact\.oldestCardInSeconds\) > 600$/,
  'settings-fault': /has "The settings have"$/,
  'daily-cap': /^_LogOperation \| .*"OverQuota"$/,
};

/** What is wrong with the alerts and with the test from outside. */
export function alertViolations(resources: DeployedResource[]): string[] {
  const alerts = new Map(
    resources
      .filter(({ type }) => /\/(scheduledQueryRules|metricAlerts)$/.test(type))
      .map(({ name, body }) => [name.replace(/^alert-/, ''), body.properties as Alert]),
  );
  const runbook = readFileSync('docs/operations.md', 'utf8');
  return [
    ...Object.keys(required).flatMap((name) => (alerts.has(name) ? [] : [`the alert ${name} is missing`])),
    ...[...alerts].flatMap(([name, alert]) => alertFaults(alert, pageOf(runbook, name), name).map((fault) => `alert ${name}: ${fault}`)),
    ...silenceFaults(alerts.get('no-tick')),
    ...testFaults(resources),
  ];
}

function pageOf(runbook: string, name: string): string | undefined {
  return runbook.split(/^### /m).find((page) => page.startsWith(`${name}\n`));
}

function alertFaults(alert: Alert, page: string | undefined, name: string): string[] {
  const actions = Array.isArray(alert.actions) ? alert.actions : (alert.actions?.actionGroups ?? []);
  return [
    ...(page === undefined ? ['docs/operations.md has no page of it'] : []),
    ...(alert.description?.includes(`docs/operations.md, Alerts: ${name}.`) ? [] : ['its description does not name its page']),
    ...(Number.isInteger(alert.severity) ? [] : ['it has no severity']),
    ...(page?.includes(`Severity ${alert.severity}.`) === false ? ['its page tells another severity'] : []),
    ...(looksFor(alert, required[name]) ? [] : ['it looks for something else']),
    ...(alert.enabled === true && alert.autoMitigate === true ? [] : ['it is off, or never ends']),
    ...(actions.length > 0 ? [] : ['it reaches nobody']),
    ...(minutesOf(alert.evaluationFrequency) <= minutesOf(alert.windowSize) ? [] : ['it looks less often than it looks back']),
  ];
}

// One place may be cut off by itself; two are not.
function looksFor({ criteria }: Alert, query: RegExp | undefined): boolean {
  return query === undefined ? criteria?.failedLocationCount === 2 : query.test(criteria?.allOf?.[0]?.query ?? '');
}

// A stopped app writes no rows: only a count that falls below one tells of it.
function silenceFaults(alert: Alert | undefined): string[] {
  const [criterion] = alert?.criteria?.allOf ?? [];
  if (!criterion) return [];
  const isCount = criterion.timeAggregation === 'Count' && criterion.operator === 'LessThan' && criterion.threshold === 1;
  return isCount && !/summarize|ago\(/.test(criterion.query) ? [] : ['alert no-tick: silence is not what fires it'];
}

function testFaults(resources: DeployedResource[]): string[] {
  const test = resources.find(({ type }) => type === 'Microsoft.Insights/webtests')?.body;
  const component = resources.find(({ type }) => type === 'Microsoft.Insights/components');
  if (!test) return [];
  const { Kind, RetryEnabled, Locations, Request, ValidationRules } = test.properties as AvailabilityTest;
  const tags = test.tags as Record<string, string>;
  return [
    ...(test.kind === 'standard' && Kind === 'standard' ? [] : ['the availability test is of a retired kind']),
    ...(RetryEnabled === true ? [] : ['the availability test tries only once']),
    ...(Locations.length >= 4 ? [] : ['the availability test asks from too few places']),
    ...(/\/api\/v1\/health\/ready$/.test(Request.RequestUrl) ? [] : ['the availability test asks something else than readiness']),
    ...(ValidationRules.SSLCheck ? [] : ['the availability test does not look at the certificate']),
    ...(tags[`hidden-link:${component?.id}`] === 'Resource' ? [] : ['the availability test belongs to no component']),
  ];
}

function minutesOf(duration = ''): number {
  const [, hours = '0', minutes = '0'] = /^PT(?:(\d+)H)?(?:(\d+)M)?$/.exec(duration) ?? [];
  return Number(hours) * 60 + Number(minutes);
}
