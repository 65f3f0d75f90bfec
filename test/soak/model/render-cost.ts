import { readFileSync } from 'node:fs';
import type { Measured } from './measured.ts';
import { billOf, type Month, monthOf, type Profile, tableAnswerInMs } from './monthly.ts';
import { prices } from './prices.ts';

const profiles: Record<string, Profile> = JSON.parse(readFileSync(new URL('../../../infra/profiles.json', import.meta.url), 'utf8'));
const cases: [tenants: number, profile: string][] = [
  [1, 'shortest'],
  [1, 'oneTenant'],
  [50, 'manyTenants'],
  [500, 'manyTenants'],
  [5_000, 'manyTenants'],
];
const jobsPerTenant = 20;

/** docs/cost.md, from what was counted and from list prices. */
export function renderCost(measured: Measured): string {
  const months = cases.map(([tenants, name]) => ({ name, profile: profileOf(name), month: monthOf(measured, tenants, profileOf(name)) }));
  const usual = monthOf(measured, 1, profileOf('oneTenant'));
  const small = monthOf(measured, 1, profileOf('shortest'));
  return `<!-- Written by \`npm run soak -- model\` from test/soak/model/measured.json. -->

# What it costs

Counted, not estimated: the product over fleets of 1, 50 and 500 tenants with ${jobsPerTenant} jobs each, an hour of ticks and the first tick after a day, what is read hourly beside the jobs over a day, every request to Graph and to the tables noted. 5,000 tenants follow the straight line through 50 and 500. Prices are list prices in USD as of ${prices.readOn}; region and currency vary, check before quoting. A month has 730 hours.

## What is asked for in a month

${table(
  ['tenants', 'profile', 'Graph calls', 'table requests', 'queue requests', 'executions', 'GB-s'],
  months.map(({ name, month }) => [
    whole(month.tenants),
    `\`${name}\``,
    whole(month.graphCalls),
    whole(month.tableRequests),
    whole(month.queueRequests),
    whole(month.executions),
    whole(month.gbSeconds),
  ]),
)}

## What is read beside the jobs

In every tenant, in the Graph calls above: ${whole(measured.hourly.dayBesideJobs)} requests a day for the directory synchronization and the agents, in any hour at most four.

Not in them, because they depend on what fails: while a job is not well, its failing objects are counted hourly from the provisioning log, at most five requests a tick. So many an hour, in a tenant of ${jobsPerTenant} jobs:

${table(
  ['jobs that are not well', 'rows of each in a day', 'requests an hour', 'more than without, in a month'],
  measured.hourly.reports.map(({ failingJobs, rowsPerJob, requests }) => [
    whole(failingJobs),
    whole(rowsPerJob),
    whole(requests),
    whole(requests * 730),
  ]),
)}

Asked only when somebody looks, and kept nowhere: failing objects (at most five requests), staged deletes and what changed before a break (a few each), rules (one, kept an hour), people by name (one each). An approval of \`ForceDeletes\` and the worker behind it count the staged deletes again.

## By tenant, and by job

${table(
  [
    'tenants',
    'profile',
    'Graph calls a tenant',
    'table requests a tenant',
    'executions a tenant',
    'GB-s a tenant',
    'Graph calls a job',
    'GB-s a job',
  ],
  months.map(({ name, month }) => [whole(month.tenants), `\`${name}\``, ...perTenant(month)]),
)}

## The bill of a month

${table(
  ['tenants', 'profile', ...Object.keys(billOf(usual, profileOf('oneTenant'))), 'together'],
  months.map(({ name, profile, month }) => {
    const lines = Object.values(billOf(month, profile));
    return [whole(month.tenants), `\`${name}\``, ...lines.map(usd), usd(lines.reduce((sum, line) => sum + line, 0))];
  }),
)}

Not in it: logs (the first 5 GB of a billing account are free; the daily cap bounds them), blobs of the host (leases, timer states: a few requests a minute), HTTP requests of callers (an execution each), cards, operations, a private network. The free amounts are of the whole subscription.

## The formula

- executions = ticks × (1 + tenants) + runs of \`dispatch-notifications\` + runs of \`watch-self\`
- GB-s = memory of an instance × (a second for each run of a timer + for each tick the larger of a second and the time that it takes). Each timer and queue function scales on instances of its own, so nothing is shared between them, and whatever is shorter than a second is billed as one. The time of a tick is that of [scale.md](scale.md): ${tableAnswerInMs} ms a request to the tables are assumed.
- queue requests = 3 a message + the four queues, each looked at every five seconds: an upper bound, for instances that never sleep
- prices: ${prices.gbSecond} a GB-s beyond ${whole(prices.freeGbSeconds)}, ${usd(prices.execution * 1_000_000)} a million executions beyond ${whole(prices.freeExecutions)}, ${prices.alwaysReadyGbSecond} a GB-s kept ready, ${prices.storageOperation * 10_000} for 10,000 requests to tables or queues, ${prices.availabilityTest} a test from outside, ${usd(prices.logAlert)} an alert on logs, ${usd(prices.metricAlert)} an alert on metrics

## What the timers cost

\`dispatch-notifications\` every 30 s and \`watch-self\` every 60 s run ${whole((usual.timerExecutions * 120) / 192)} and ${whole((usual.timerExecutions * 60) / 192)} times a month, whether there is something to do or not; with \`plan-polls\` they are ${whole(usual.timerExecutions)} of the ${whole(usual.executions)} executions of one tenant and ${whole(usual.timerGbSeconds)} GB-s at 512 MB (${whole(usual.timerGbSeconds * 4)} at 2,048 MB, ${usd(usual.timerGbSeconds * 4 * prices.gbSecond)} before anything is free).

The profile \`shortest\` looks for cards every ${profileOf('shortest').settings.DISPATCH_INTERVAL_SECONDS} s: ${whole(small.timerExecutions)} runs, ${percent(small.timerGbSeconds / usual.timerGbSeconds)} of the usual. A card then leaves up to that much later; whether jobs are read and how soon a change is noticed stays as it is. At 512 MB either lies within what is free each month, so the dearest lines of a small fleet are the alerts and the test from outside.

- ${measured.on}
`;
}

function profileOf(name: string): Profile {
  const profile = profiles[name];
  if (profile === undefined) throw new Error(`there is no profile ${name}`);
  return profile;
}

function perTenant({ tenants, graphCalls, tableRequests, executions, gbSeconds }: Month): string[] {
  const jobs = tenants * jobsPerTenant;
  return [
    ...[graphCalls, tableRequests, executions, gbSeconds].map((count) => whole(count / tenants)),
    whole(graphCalls / jobs),
    (gbSeconds / jobs).toFixed(1),
  ];
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

function whole(count: number): string {
  return Math.round(count).toLocaleString('en');
}

function usd(amount: number): string {
  return amount.toFixed(2);
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}
