import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { cardPostedEvent, quarantineSeenEvent, serviceWatchedEvent, tenantReadEvent } from '../../lib/domain/view/fleet-events.ts';
import { ago, quarantined, record } from '../domain/fixtures.ts';

const written: Record<string, unknown>[] = [
  tenantReadEvent('tenant', { jobs: 0, byState: {}, byHealth: {}, incidents: {} }),
  quarantineSeenEvent(record(), record({ snapshot: quarantined({ currentBegan: ago(1) }) })) ?? {},
  cardPostedEvent('primary', [{ createdAt: ago(1) }], ago(0)),
  serviceWatchedEvent({ monitor: 'ok', rows: [], brokenChannels: 0, setAside: 0, at: ago(0) }),
];

const workbook: { items: { content: { query?: string } }[] } = JSON.parse(readFileSync('infra/workbooks/fleet.json', 'utf8'));
const queries = [
  ...workbook.items.flatMap(({ content }) => content.query ?? []),
  ...[...readFileSync('infra/modules/alerts.bicep', 'utf8').matchAll(/query: '(.*)'$/gm)].map(([, query]) => query ?? ''),
];
const ofFacts = queries.filter((query) => query.includes('fact.event'));

describe('the workbook and the alerts', () => {
  it.each(ofFacts)('asks only for facts that the app writes: %s', (query) => {
    const [, name] = /fact\.event\) == "(\w+)"/.exec(query) ?? [];
    const event = written.find((each) => each.event === name);
    const asked = [...query.matchAll(/fact\.(\w+)/g)].map(([, field]) => field ?? '');
    expect(asked.filter((field) => !Object.hasOwn(event ?? {}, field))).toEqual([]);
  });

  it('use every kind of fact that the app writes', () => {
    for (const { event } of written) expect(ofFacts.some((query) => query.includes(`"${event}"`))).toBe(true);
  });

  it.each(written)('are told in docs/operations.md, fact by fact: $event', ({ event, ...facts }) => {
    const row = readFileSync('docs/operations.md', 'utf8')
      .split('\n')
      .find((line) => line.startsWith(`| \`${event}\` |`));
    const told = [...(row?.split('|')[3] ?? '').matchAll(/`(\w+)`/g)].map(([, name]) => name);
    expect(told).toEqual(Object.keys(facts));
  });

  it('get the lines of the functions that write facts, unsampled, and not the two that the host adds to each run', () => {
    const { logging } = JSON.parse(readFileSync('host.json', 'utf8'));
    const told = Object.keys(logging.logLevel).flatMap((name) => /^Function\.(.+)\.User$/.exec(name)?.[1] ?? []);
    expect(told).toEqual(['dispatch-notifications', 'plan-polls', 'poll-tenant', 'run-operation', 'watch-self']);
    // Exceptions and requests count as well: a run that is sampled away would be a tick that never was.
    expect(logging.logLevel).toMatchObject({ default: 'Information', Function: 'Warning' });
    expect(logging.applicationInsights.samplingSettings.excludedTypes.split(';').sort()).toEqual(['Exception', 'Request', 'Trace']);
  });

  it('look at the time range that is chosen', () => {
    expect(queries.filter((query) => /\bago\(/.test(query))).toEqual([]);
  });

  it('ask for functions that exist', () => {
    const sources = ['timers', 'queues'].map((name) => readFileSync(`functions/${name}.ts`, 'utf8')).join('');
    const names = queries.flatMap((query) => [...query.matchAll(/OperationName (?:==|startswith|in) \(?((?:"[\w-]+"(?:, )?)+)/g)]);
    const asked = names.flatMap(([, list = '']) => [...list.matchAll(/"([\w-]+)"/g)].map(([, name]) => name ?? ''));
    expect(asked.length).toBeGreaterThan(0);
    expect(asked.filter((name) => !sources.includes(`'${name}`))).toEqual([]);
  });
});
