import { describe, expect, it } from '@jest/globals';
import type { FleetStatus, Incident, IncidentList, IncidentListItem, Tenant } from '../../../client/client.d.ts';
import type { OpenIncident } from '../../../lib/domain/incident/incident.ts';
import type { JobRecord } from '../../../lib/domain/job/record/job-record.ts';
import { sampleIncident, tenantId } from '../../support/storage/state-samples.ts';
import { quarantinedJob } from '../support/listed-jobs.ts';
import { createHttpWorld, start } from '../support/support.ts';

const iso = (offsetInMs: number) => new Date(start + offsetInMs).toISOString();

describe('GET /incidents', () => {
  const closed = { state: 'closed', resolvedAt: iso(0), resolution: 'recovered' } as const;

  function incident(index: number, change: Partial<OpenIncident> = {}): OpenIncident {
    const own = `${index}`.repeat(22).slice(0, 22);
    const unsent = { createdAt: iso(0), hash: own, seq: 1, kind: 'internal' };
    const incidentId = `${change.tenantId ?? tenantId}.${own}.1`;
    return sampleIncident(own, { incidentId, openedAt: iso(index * 1000), unsent, claimedBy: 'internal', ...change });
  }

  it('lists the open ones worst first, filtered and page by page, without what the sender notes', async () => {
    const world = createHttpWorld();
    await world.poll(tenantId, [], {}, [incident(3), incident(1, { severity: 'warning', condition: 'escrowsRising' }), incident(2)]);
    const first = await world.call('/incidents?pageSize=2');
    expect(first.json.value.map(({ openedAt }: Incident) => openedAt)).toEqual([iso(2000), iso(3000)]);
    expect((await world.call(first.json.nextLink)).json.value).toMatchObject([{ severity: 'warning' }]);
    expect((await world.call('/incidents?condition=escrowsRising')).json.value).toHaveLength(1);
    expect(first.text).not.toContain('internal');
  });

  it('shows one with its timeline, also after it was closed', async () => {
    const world = createHttpWorld();
    await world.poll(tenantId, []);
    await world.state.commit(tenantId, [
      [{ type: 'incident', value: incident(1) }],
      [{ type: 'pastIncident', value: { ...incident(2), ...closed } }],
    ]);
    expect((await world.call(`/incidents/${incident(1).incidentId}`)).json).toMatchObject({
      state: 'open',
      timeline: [{ what: 'opened' }],
    });
    const past = await world.call(`/incidents/${incident(2).incidentId}`);
    expect(past.json).toMatchObject({ state: 'closed', resolution: 'recovered' });
    expect((await world.call(`/incidents?state=closed&tenantId=${tenantId}`)).json.value).toHaveLength(1);
    expect((await world.call(`/incidents/${incident(3).incidentId}`)).status).toBe(404);
  });

  describe('of several jobs, a domain and tenants', () => {
    const other = 'bbbbbbbb-2222-4222-8222-222222222222';
    const days = (ago: number) => iso(-ago * 86_400_000);

    function ofJob(job: JobRecord, index: number, change: Partial<OpenIncident> = {}): OpenIncident {
      const { servicePrincipalId, jobId, snapshot } = job;
      const causeCode = snapshot.quarantine?.error?.code ?? 'escrowsRising';
      return incident(index, { tenantId: job.tenantId, scope: { kind: 'job', servicePrincipalId, jobId }, causeCode, ...change });
    }

    async function mixedWorld() {
      const world = createHttpWorld();
      const held = (index: number, began: number | undefined, code: string) => {
        const named = { displayName: `Held ${index}`, code };
        const job = quarantinedJob(tenantId, index, { ...named, ...(began !== undefined && { seriesBegan: days(began) }) });
        const { quarantine } = job.snapshot;
        if (began === undefined && quarantine) delete quarantine.seriesBegan;
        return job;
      };
      const late = held(1, 3, 'HybridIdentityServiceNoActiveAgents');
      const soon = held(2, 17, 'AzureActiveDirectoryForbidden');
      const never = held(3, undefined, 'NeverHeardOf');
      const here = [
        incident(9, { condition: 'agentDown', causeCode: 'agentDown', scope: { kind: 'domain', domain: 'eu.example' } }),
        ofJob(late, 1),
        ofJob(never, 3),
        ofJob(soon, 8),
        incident(4, { condition: 'passwordSyncStale', causeCode: 'passwordSyncStale', severity: 'warning', scope: { kind: 'tenant' } }),
      ];
      const there = [
        incident(5, { tenantId: other, condition: 'consentMissing', causeCode: 'AADSTS700016', scope: { kind: 'tenant' } }),
        incident(6, { tenantId: other, condition: 'unreachable', causeCode: 'throttled', severity: 'warning', scope: { kind: 'tenant' } }),
        ofJob(held(7, 20, 'Gone'), 7, { tenantId: other }),
      ];
      await world.poll(tenantId, [late, soon, never], {}, here);
      await world.poll(other, [], {}, there);
      for (const value of [...here, ...there]) await world.state.commit(value.tenantId, [[{ type: 'incident', value }]]);
      return { ...world, get: async (path: string) => (await world.call(path)).json };
    }

    it('begins with what is switched off first, then goes by age, and page by page is the same list', async () => {
      const world = await mixedWorld();
      const all: IncidentListItem[] = (await world.get('/incidents')).value;
      const told = all.map(({ severity, disableAt, openedAt }) => [severity, disableAt ?? '', openedAt]);
      expect(told).toEqual([
        ['critical', days(17 - 28), iso(8000)],
        ['critical', days(3 - 28), iso(1000)],
        ['critical', '', iso(3000)],
        ['critical', '', iso(5000)],
        ['critical', '', iso(7000)],
        ['critical', '', iso(9000)],
        ['warning', '', iso(4000)],
        ['warning', '', iso(6000)],
      ]);
      for (const size of [1, 2, 3, 7]) {
        const paged: IncidentListItem[] = [];
        for (let next: string | undefined = `/incidents?pageSize=${size}`; next !== undefined; ) {
          const { value, nextLink }: IncidentList = await world.get(next);
          paged.push(...value);
          next = nextLink;
        }
        expect(paged).toEqual(all);
      }
    });

    it('says of each who must act, as its own document and the status do', async () => {
      const world = await mixedWorld();
      const all: IncidentListItem[] = (await world.get('/incidents')).value;
      for (const { incidentId, whoMustAct, disableAt } of all) {
        const one: Incident = await world.get(`/incidents/${incidentId}`);
        expect([whoMustAct, disableAt]).toEqual([one.explanation.whoMustAct, one.disableAt]);
        expect(one.whoMustAct).toBe(whoMustAct);
      }
      const actors = new Set(all.map(({ whoMustAct }) => whoMustAct));
      expect([...actors].sort()).toEqual(['nobody', 'server-admin', 'tenant-admin']);
      const listed = new Map(all.map(({ incidentId, whoMustAct }) => [incidentId, whoMustAct]));
      const { incidentsBeyondJobs }: FleetStatus = await world.get('/status');
      const ofTenants = await Promise.all([tenantId, other].map(async (id): Promise<Tenant> => world.get(`/tenants/${id}`)));
      const beyond = [incidentsBeyondJobs, ...ofTenants.flatMap((tenant) => tenant.incidentsBeyondJobs ?? [])].flatMap(
        ({ value }) => value,
      );
      expect(beyond).toHaveLength(8);
      for (const { incidentId, whoMustAct } of beyond) expect(whoMustAct).toBe(listed.get(incidentId));
    });

    it('names nobody, and no end, for what is over, although the job is in a new quarantine', async () => {
      const world = await mixedWorld();
      const [{ scope }] = (await world.get('/incidents')).value;
      const { hash } = incident(2);
      const past = { ...incident(2), ...closed, scope, incidentId: `${tenantId}.${hash}.7`, openedSeq: 7 };
      await world.state.commit(tenantId, [[{ type: 'pastIncident', value: past }]]);
      const [item] = (await world.get(`/incidents?state=closed&tenantId=${tenantId}`)).value;
      const one: Incident = await world.get(`/incidents/${past.incidentId}`);
      expect(one.job?.quarantine?.disableAt).toBe(days(17 - 28));
      for (const told of [item, one]) expect([told.whoMustAct, told.disableAt]).toEqual([undefined, undefined]);
    });

    it('refuses the continuation of another order', async () => {
      const world = await mixedWorld();
      const { nextLink } = await world.get('/incidents?pageSize=1');
      const continuation = new URL(nextLink).searchParams.get('continuation') ?? '';
      expect(continuation).not.toBe('');
      expect(await world.get(`/incidents?continuation=${continuation.slice(0, -4)}`)).toMatchObject({ code: 'InvalidContinuation' });
    });
  });
});
