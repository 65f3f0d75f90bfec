import { requestsPerTurn } from '../../../lib/application/poll/hourly/count-job.ts';
import type { Measured } from './measured.ts';
import { monthOf, needsInAzure, tableAnswerInMs } from './monthly.ts';
import { instancesNeeded, simulateTick } from './simulate-tick.ts';
import { messagesAtOnce } from './time-passes.ts';

const fleets = [1_000, 10_000, 100_000];
const jobsPerTenant = 20;
const tickInS = 300;
/** How often an instance that is asked all the time looks at the rows of the fleet. */
const readEveryInS = 2;
const bigInstance = { alwaysReadyInstances: 0, availabilityFrequencySeconds: 300, settings: {} };

interface Limit {
  what: string;
  limit: string;
  use: (tenants: number) => { text: string; share: number };
}

/** docs/scale.md, from what was measured and from the limits that the platform documents. */
export function renderScale(measured: Measured): string {
  const { passes, memory } = measured;
  const { real, needs, predictedInMs } = passes;
  const ticks = fleets.map((tenants) => forecast(measured, tenants));
  const rows = limitsOf(measured, ticks).map(({ what, limit, use }) => [what, limit, ...fleets.map((tenants) => mark(use(tenants)))]);
  return `<!-- Written by \`npm run soak -- model\` from test/soak/model/measured.json. -->

# How far it reaches

Fleets of 1,000, 10,000 and 100,000 tenants with ${jobsPerTenant} jobs each, against the limits of the platform. What one pass needs was measured on a machine; what follows for a fleet is computed by a model of discrete events (\`test/soak/model/simulate-tick.ts\`): messages in a queue, instances that take ${messagesAtOnce} at once, a processor each, and waits for Graph and for storage that keep nobody else from working. Nothing here ran in Azure.

## The model against a real run

| | predicted | measured | off by |
|---|---|---|---|
| a tick of ${whole(real.tenants)} tenants, ${whole(real.jobs)} jobs, one instance | ${seconds(predictedInMs)} | ${seconds(real.durationInMs)} | ${percent(Math.abs(predictedInMs / real.durationInMs - 1))} |

Predicted from passes over 50 tenants, one at a time and ${messagesAtOnce} at once, timed before and after the run: ${needs.cpuInMs.toFixed(1)} ms of processor, ${needs.storageInMs.toFixed(1)} ms of a storage that serves one request at a time (Azurite, here) and ${needs.waitInMs.toFixed(1)} ms of waiting a pass. The run itself took ${real.cpuInMsPerPass.toFixed(1)} ms of processor a pass and ${Math.round(real.peakRssInMb)} MB at most. ${measured.on} Load average of the machine: ${passes.loadAverage}.

## One tick in Azure

Azure's tables answer as many requests as come: no station of the model, but ${tableAnswerInMs} ms a request (assumed), and Graph 95 ms a batch (assumed). A pass then needs ${needsInAzure(measured).cpuInMs.toFixed(1)} ms of processor and ${Math.round(needsInAzure(measured).waitInMs)} ms of waiting.

| tenants | instances for one tick within ${tickInS} s | a tick takes | processors at work |
|---|---|---|---|
${ticks.map(({ tenants, instances, tick }) => `| ${whole(tenants)} | ${instances} | ${seconds(tick.durationInMs)} | ${percent(tick.cpuShare)} |`).join('\n')}

## Against each limit

The part of the limit that is used; above 100 % it does not work.

| what | limit | ${fleets.map((tenants) => `${whole(tenants)} tenants`).join(' | ')} |
|---|---|${fleets.map(() => '---').join('|')}|
${rows.map((cells) => `| ${cells.join(' | ')} |`).join('\n')}

Limits: Azure Tables 2,000 entities a second in a partition and 20,000 in an account; Graph 130,000 requests in 10 s for an application over all tenants, 3,500 resource units in 10 s for an application in a small tenant; instances of Flex Consumption 2,048 MB, at most 1,000. Memory: the read model of ${whole(memory.tenants)} tenants with ${whole(memory.jobs)} jobs was measured as ${Math.round(memory.heapInMb)} MB of heap, first read in ${seconds(memory.firstReadInMs)}; other sizes by proportion, beside 90 MB for the process. An entity counts as one up to 1 KiB.

## Where it breaks first

**The one partition of \`Fleet\`, and not by writing.** An instance that is asked all the time reads the rows of the fleet every ${readEveryInS} s; with ${whole(2_000 * readEveryInS)} tenants that is 2,000 entities a second, all that a partition gives. From there on answers of lists take longer, and passes, which write their lease in the same partition, are throttled: they wait and are late, none is lost. Next is the memory of a reading instance, then the processor of one instance for \`plan-polls\`, which reads the same rows once a tick.

## The plan

What it means for stored rows, and what was not chosen: [ADR 22](adr/0022-shards-of-the-fleet.md).

1. Up to ${whole(2_000 * readEveryInS)} tenants: as it is.
2. Up to ten times as many: the rows of \`Fleet\` in 16 partitions \`fleet!{0-f}\` by a hash of the tenant's id; a reader asks for them in parallel, at most every ten seconds where nobody waits. Stored rows outlive code: the old partition is read as a seventeenth until each tenant's next pass, under its lease, has moved its row.
3. Beyond: \`JobViews\` likewise, and a read model for each shard of tenants instead of one for all. \`GET /jobs\` merges the sorted shards, which the order by severity, age and id permits; an instance that runs for a part of the fleet holds that part only. Several installations, each with its own tenants, do the same without a line of code.
`;
}

function forecast(measured: Measured, tenants: number) {
  const fleet = { tenants, messagesAtOnce };
  const instances = instancesNeeded(needsInAzure(measured), fleet, tickInS * 1000) ?? 1_000;
  return { tenants, instances, tick: simulateTick(needsInAzure(measured), { ...fleet, instances }) };
}

function limitsOf(measured: Measured, ticks: readonly ReturnType<typeof forecast>[]): Limit[] {
  const hour = measured.counts.at(-1);
  if (hour === undefined) throw new Error('nothing was counted');
  const perPass = (count: number) => count / 12 / hour.tenants;
  const besideAPass = measured.hourly.dayBesideJobs / (24 * 12);
  const per = (of: (tenants: number) => number, limit: number, unit: string) => (tenants: number) => ({
    text: `${whole(of(tenants))} ${unit}`,
    share: of(tenants) / limit,
  });
  const forecastOf = (tenants: number) => ticks.find((each) => each.tenants === tenants) ?? forecast(measured, tenants);
  const inTick = (tenants: number) => forecastOf(tenants).tick.durationInMs / 1000;
  return [
    {
      what: '`Fleet`: leases and releases of a tick, and its plan',
      limit: '2,000 entities/s',
      use: per((tenants) => (4 * tenants) / inTick(tenants), 2_000, '/s'),
    },
    {
      what: '`Fleet`: one instance asked all the time',
      limit: '2,000 entities/s',
      use: per((tenants) => tenants / readEveryInS, 2_000, '/s'),
    },
    {
      what: '`JobViews`: a page of each tenant written in a tick',
      limit: '2,000 entities/s',
      use: per((tenants) => tenants / inTick(tenants), 2_000, '/s'),
    },
    {
      what: '`SyncState`: a tenant read and written in its pass',
      limit: '2,000 entities/s',
      use: () => ({ text: '≤ 80 in a pass', share: 80 / 2_000 }),
    },
    {
      what: 'account: requests of a tick',
      limit: '20,000 entities/s',
      use: per((tenants) => (tenants * (perPass(hour.hourOfPolls.tableRequests) + 2 * jobsPerTenant)) / inTick(tenants), 20_000, '/s'),
    },
    {
      what: 'Graph: requests of the application',
      limit: '130,000 in 10 s',
      use: per(
        (tenants) => (10 * tenants * (perPass(hour.hourOfPolls.graphCalls) + besideAPass) * 10) / inTick(tenants),
        130_000,
        'in 10 s',
      ),
    },
    { what: 'Graph: requests in one tenant', limit: '3,500 in 10 s', use: () => ({ text: '≤ 20 in a pass', share: 20 / 3_500 }) },
    {
      what: 'Graph: reports in one tenant, while jobs are not well',
      limit: '5 in 10 s',
      use: () => ({ text: `≤ ${requestsPerTurn} in a pass`, share: requestsPerTurn / 5 }),
    },
    {
      what: 'memory of a reading instance',
      limit: '2,048 MB',
      use: per((tenants) => 90 + (measured.memory.heapInMb * tenants) / measured.memory.tenants, 2_048, 'MB'),
    },
    {
      what: 'instances',
      limit: '1,000',
      use: per((tenants) => forecastOf(tenants).instances, 1_000, ''),
    },
    {
      what: 'executions a month',
      limit: 'none known',
      use: (tenants) => ({
        text: `${whole(monthOf(measured, tenants, { ...bigInstance, instanceMemoryMB: 2_048 }).executions / 1e6)} million`,
        share: 0,
      }),
    },
  ];
}

function mark({ text, share }: { text: string; share: number }): string {
  const part = share === 0 ? text : `${text.trim()} (${percent(share)})`;
  return share > 1 ? `**${part}**` : part;
}

function whole(count: number): string {
  return Math.round(count).toLocaleString('en');
}

function seconds(durationInMs: number): string {
  return `${(durationInMs / 1000).toFixed(1)} s`;
}

function percent(share: number): string {
  return `${share < 0.1 ? (share * 100).toFixed(1) : Math.round(share * 100)} %`;
}
