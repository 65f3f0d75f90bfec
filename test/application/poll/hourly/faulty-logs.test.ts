import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { FaultRuleInput } from '../../../../dev/graph/faults/fault-rules.ts';
import { hourInMs, type TenantWorld } from '../../../support/worlds/tenant-world.ts';
import { countingWorld, countsOf, failing, mostInTenSeconds, reports } from './counting-world.ts';

type Fault = FaultRuleInput['fault'];

const status = (code: number, error: string): Fault => ({ kind: 'status', status: code, body: { error: { code: error, message: 'no' } } });
const body = (value: unknown): Fault => ({ kind: 'body', body: value });
/** A second page that is not there. */
const halfALog = body({ value: [], '@odata.nextLink': 'https://elsewhere.example/v1.0/auditLogs/provisioning?$skiptoken=2' });

const faults: [string, Fault][] = [
  ['a gateway that times out', status(504, 'UnknownError')],
  ['an error of the server', status(500, 'InternalServerError')],
  ['a bad request', status(400, 'BadRequest')],
  ['not found', status(404, 'ResourceNotFound')],
  ['a refusal', status(403, 'Authorization_RequestDenied')],
  ['a refusal without a known code', status(403, 'Forbidden')],
  ['a refused token', status(401, 'InvalidAuthenticationToken')],
  ['the limit, without a time to wait', status(429, 'TooManyRequests')],
  ['no collection', body({ error: 'no' })],
  ['rows that are none', body({ value: 'x' })],
  ['a link to another service', halfALog],
  ['a connection that breaks', { kind: 'reset' }],
];

const jobs = 4;
const worldOfJobs = () => countingWorld(Array.from({ length: jobs }, (_, index) => [failing('EntryExportFailed', 10 + index)]));

/** What the log of one job answers from now on, and nothing else. */
function spoil(cloud: TenantWorld, index: number, fault: Fault): void {
  cloud.fault({ match: { path: `jobId eq '${cloud.jobAt(index).key.jobId}'` }, times: null, fault });
}

async function lastCounts(cloud: TenantWorld): Promise<(number | undefined)[]> {
  const all = await Promise.all(Array.from({ length: jobs }, (_, index) => countsOf(cloud, index)));
  return all.map((counts) => counts.at(-1)?.objects);
}

describe('the log of one job that cannot be read', () => {
  it.each(faults)('costs no other job its count, whichever of them it is, with %s', async (_, fault) => {
    await using cloud = await worldOfJobs();
    for (let spoiled = 0; spoiled < jobs; spoiled += 1) {
      cloud.shared.faults.clear();
      spoil(cloud, spoiled, fault);
      cloud.clock.advance(3 * hourInMs);
      const from = new Date(cloud.clock.at).toISOString();
      cloud.forget();
      await cloud.ticks(5);
      for (let index = 0; index < jobs; index += 1) {
        const last = (await countsOf(cloud, index)).at(-1);
        if (index !== spoiled) expect(last).toMatchObject({ objects: 10 + index });
        expect([index, (last?.at ?? '') > from]).toEqual([index, index !== spoiled]);
      }
      expect(reports(cloud).length).toBeLessThanOrEqual(jobs + 2);
      expect(mostInTenSeconds(cloud)).toBeLessThanOrEqual(5);
    }
    expect(cloud.log.entries.filter(({ level }) => level === 'error')).toEqual([]);
  });

  it('is told in the log of the service, with the job and Microsoft’s code', async () => {
    await using cloud = await worldOfJobs();
    spoil(cloud, 1, status(504, 'UnknownError'));
    await cloud.tick();
    await cloud.ticks(2);
    const { key } = cloud.jobAt(1);
    const told = cloud.log.entries.filter(({ level }) => level === 'warn');
    expect(told).toMatchObject([{ facts: { ...key, reason: 'timeout', status: 504, code: 'UnknownError' } }]);
  });

  it('keeps what was counted before, and is counted again in the next hour once it can be read', async () => {
    await using cloud = await worldOfJobs();
    await cloud.tick();
    await cloud.ticks(2);
    expect(await lastCounts(cloud)).toEqual([10, 11, 12, 13]);
    spoil(cloud, 2, status(500, 'InternalServerError'));
    cloud.clock.advance(2 * hourInMs);
    await cloud.ticks(3);
    expect(await countsOf(cloud, 2)).toHaveLength(1);
    cloud.shared.faults.clear();
    cloud.clock.advance(2 * hourInMs);
    await cloud.ticks(3);
    expect(await countsOf(cloud, 2)).toHaveLength(2);
  });

  it('may be that of any number of jobs, changing by the hour: all others are counted within the budget', async () => {
    const spoiledBy = fc.array(fc.option(fc.constantFrom(...faults), { freq: 1, nil: undefined }), { minLength: jobs, maxLength: jobs });
    await using cloud = await worldOfJobs();
    await fc.assert(
      fc.asyncProperty(spoiledBy, async (hour) => {
        cloud.shared.faults.clear();
        for (const [index, named] of hour.entries()) if (named !== undefined) spoil(cloud, index, named[1]);
        cloud.clock.advance(2 * hourInMs);
        const from = new Date(cloud.clock.at).toISOString();
        cloud.forget();
        // Where two are refused before any is counted, the next hour begins with the others.
        await cloud.ticks(24);
        for (const [index, named] of hour.entries()) {
          if (named === undefined) expect([index, ((await countsOf(cloud, index)).at(-1)?.at ?? '') > from]).toEqual([index, true]);
        }
        expect(mostInTenSeconds(cloud)).toBeLessThanOrEqual(5);
        expect(reports(cloud).length).toBeLessThanOrEqual(2 * 2 * 2 * jobs);
      }),
      { numRuns: process.env.SOAK === '1' ? 100 : 8, seed: 21, endOnFailure: true },
    );
  });
});
