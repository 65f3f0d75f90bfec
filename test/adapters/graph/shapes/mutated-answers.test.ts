import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { toJobList } from '../../../../lib/adapters/graph/shapes/to-job-list.ts';
import { parseJson } from '../../../../lib/adapters/graph/transport/parse-json.ts';
import { batchAnswer, type FakeGraph, readerOf, startFakeGraph, tenantId } from '../fake-graph.ts';
import { allJobFixtures } from '../fixtures.ts';

const runs = process.env.SOAK === '1' ? 5_000 : 1_000;
const fixtures = allJobFixtures();

const strange = fc.oneof(
  fc.constantFrom(
    null,
    '',
    'Active',
    'active',
    'Quarantine',
    'unknownFutureValue',
    -1,
    Number.POSITIVE_INFINITY,
    2 ** 60,
    '0001-01-01T00:00:00Z',
    'P10675199DT2H48M5.4775807S',
    {},
    [],
  ),
  fc.jsonValue({ maxDepth: 3 }),
);

type Mutation = { kind: 'drop' | 'replace' | 'duplicate' | 'nest' | 'proto'; at: number; value: unknown };
const mutation: fc.Arbitrary<Mutation> = fc.record({
  kind: fc.constantFrom('drop', 'replace', 'duplicate', 'nest', 'proto'),
  at: fc.nat(400),
  value: strange,
});

/** Every (holder, key) pair of a JSON value, outermost first. */
function places(value: unknown): [object, string][] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.keys(value).flatMap((key): [object, string][] => [[value, key], ...places(Reflect.get(value, key))]);
}

function mutate(root: unknown, { kind, at, value }: Mutation): void {
  const all = places(root);
  const [holder, key] = all[at % Math.max(1, all.length)] ?? [];
  if (holder === undefined || key === undefined) return;
  const old: unknown = Reflect.get(holder, key);
  if (kind === 'drop') Reflect.deleteProperty(holder, key);
  else if (kind === 'replace') Reflect.set(holder, key, value);
  else if (kind === 'nest') Reflect.set(holder, key, { [key]: old });
  else if (kind === 'proto') Object.defineProperty(holder, '__proto__', { value, enumerable: true, configurable: true, writable: true });
  else if (Array.isArray(holder)) holder.push(structuredClone(old));
  else Reflect.set(holder, `${key}Copy`, old);
}

/** What the raw entries really say, judged without the code under test. */
function isReallyActive(entries: unknown, jobId: string): boolean {
  if (!Array.isArray(entries)) return false;
  const same = entries.filter((entry) => entry !== null && typeof entry === 'object' && entry.id === jobId);
  return same.length === 1 && typeof same[0]?.status?.code === 'string' && same[0].status.code.toLowerCase() === 'active';
}

const mutatedList = fc
  .tuple(fc.shuffledSubarray(fixtures, { minLength: 1 }), fc.array(mutation, { minLength: 1, maxLength: 6 }))
  .map(([entries, mutations]) => {
    const body: { value: unknown } = structuredClone({ value: entries });
    for (const each of mutations) mutate(body, each);
    return JSON.stringify(body);
  });

describe('mutated answers of Graph', () => {
  let graph: FakeGraph;
  beforeAll(async () => {
    graph = await startFakeGraph();
  });
  afterAll(async () => {
    await graph[Symbol.asyncDispose]();
  });

  it(`never crash the reading and never make a job Active that is not (${runs} answers)`, () => {
    void fc.assert(
      fc.property(mutatedList, (text) => {
        const body = parseJson(text);
        const entries: unknown = typeof body === 'object' && body !== null ? Reflect.get(body, 'value') : undefined;
        if (!Array.isArray(entries)) return;
        const { jobs, malformed } = toJobList(entries);
        expect(jobs.length + malformed.length).toBeLessThanOrEqual(entries.length);
        for (const job of jobs) if (job.state === 'Active') expect(isReallyActive(entries, job.jobId)).toBe(true);
      }),
      { numRuns: runs },
    );
  }, 300_000);

  it('pass through the whole reader without an exception but a typed one, cut off or not', async () => {
    await fc.assert(
      fc.asyncProperty(mutatedList, fc.option(fc.double({ min: 0, max: 1, noNaN: true })), async (text, cut) => {
        const inner: unknown = JSON.parse(text);
        graph.handle((request) => {
          const answer = JSON.stringify(batchAnswer(request, () => ({ body: inner })).body);
          return { body: cut === null ? answer : answer.slice(0, Math.floor(answer.length * cut)) };
        });
        const outcome = await readerOf(graph)
          .readJobs(tenantId, ['sp-1'])
          .catch((error: unknown) => error);
        if (outcome instanceof Error) {
          expect(outcome).toMatchObject({ name: 'UpstreamError', evidence: { reason: 'malformed' } });
          return;
        }
        const entries = typeof inner === 'object' && inner !== null ? Reflect.get(inner, 'value') : undefined;
        for (const read of Array.isArray(outcome) ? outcome : []) {
          for (const job of read.jobs ?? []) if (job.state === 'Active') expect(isReallyActive(entries, job.jobId)).toBe(true);
        }
      }),
      { numRuns: Math.ceil(runs / 20) },
    );
  }, 300_000);
});
