import { describe, expect, it } from '@jest/globals';
import { recordDeadLetter } from '../../../lib/application/tenant/messages/record-dead-letter.ts';
import { isoOf } from '../../../lib/domain/time.ts';
import { createInMemoryTables } from '../../support/storage/in-memory-table.ts';
import { runMarker } from '../../support/witness/marker.ts';
import { sampleTenants, storeSampleFleet } from '../support/sample-fleet.ts';
import { createHttpWorld, start } from '../support/support.ts';

const secret = runMarker;
const harmful = [`client_secret=${secret}`, `?sig=${secret}&x=1`, `AccountKey=${secret}`, `Bearer ${secret}`, `https://u:${secret}@h/`];
const hidden = 'agent\u202e is\u200f back\u2066';
const given = `${hidden} ${harmful.join(' ')}`;
const kept = /^agent +is +back /;
const [tenantId] = sampleTenants;

async function createWatched() {
  const openTable = createInMemoryTables();
  const world = createHttpWorld({}, openTable);
  const [job] = await storeSampleFleet(world, { jobsPerTenant: 1, now: start });
  const [incident] = (await world.call('/incidents')).json.value;
  const jobPath = (jobId = job?.jobId ?? '') =>
    `/tenants/${tenantId}/servicePrincipals/${job?.servicePrincipalId}/jobs/${encodeURIComponent(jobId)}`;
  const headers = { 'content-type': 'application/json', 'idempotency-key': 'one' };
  const post = (path: string, body: object) => world.call(path, { method: 'POST', headers, body: JSON.stringify(body) });
  const list = { from: isoOf(0), to: isoOf(start * 2), pageSize: 100 };
  const rows = async () => JSON.stringify((await world.audit.list(tenantId, list)).value);
  return { world, incident, jobPath, post, rows, openTable };
}

describe('a text that somebody gives', () => {
  it('is kept with an operation and in the audit log without secrets and hidden signs', async () => {
    const { jobPath, post, rows } = await createWatched();
    const path = `${jobPath()}/clearQuarantine`;
    const { status, json } = await post(path, { reason: given });
    expect({ status, reason: json.parameters.reason }).toEqual({ status: 202, reason: expect.stringMatching(kept) });
    const audit = await rows();
    expect(audit).toContain('"phase":"intent"');
    expect(audit).not.toMatch(/Zq7|\u202e|\u200f|\\u0000|\u2066/);
    expect(JSON.stringify(json)).not.toMatch(/Zq7|\u202e|\u200f|\\u0000|\u2066/);
  });

  it('is kept with a silenced incident in the same way', async () => {
    const { incident, post, rows } = await createWatched();
    const { status, json } = await post(`/incidents/${incident.incidentId}/snooze`, { until: isoOf(start + 3_600_000), reason: given });
    expect({ status, reason: json.snoozeReason }).toEqual({ status: 200, reason: expect.stringMatching(kept) });
    expect((await rows()) + JSON.stringify(json)).not.toMatch(/Zq7|\u202e|\u200f|\\u0000|\u2066/);
  });

  it('is refused where nothing of it is left', async () => {
    const { incident, post } = await createWatched();
    const answer = await post(`/incidents/${incident.incidentId}/snooze`, { until: isoOf(start + 3_600_000), reason: '\u202e\u2066' });
    expect(answer).toMatchObject({ status: 400, json: { errors: [{ pointer: '/reason' }] } });
  });

  it('is refused as a name that is handed on', async () => {
    const { jobPath, post } = await createWatched();
    const path = `${jobPath()}/provisionOnDemand`;
    const subjects = [{ objectId: 'x', objectTypeName: 'User' }];
    expect((await post(path, { ruleId: given, subjects })).json.errors).toEqual([
      { pointer: '/ruleId', detail: 'holds what no name holds' },
    ]);
  });

  it('stands in the address of a refused change and is written down clean', async () => {
    const { jobPath, post, rows } = await createWatched();
    const path = `${jobPath(`x ${harmful[0]}`)}/start`;
    expect((await post(path, {})).status).toBe(404);
    expect(await rows()).toContain('client_secret=[removed]');
    expect(await rows()).not.toContain('Zq7');
  });
});

describe('a message that nobody could handle', () => {
  it.each([
    ['a text', `\u0000${given}`],
    [
      'a document',
      { tenantId: `${tenantId}`, note: `\u0000${given}`, client_secret: secret, nested: { headers: { authorization: `Basic ${secret}` } } },
    ],
  ])('is set aside without secrets and hidden signs: %s', async (_, message) => {
    const { world, openTable } = await createWatched();
    await recordDeadLetter(world, { queue: 'poll-tenant', id: 'one', reason: 'not a poll message', message });
    const rows = [];
    for await (const page of openTable('DeadLetters').query({ partitionKey: 'poll-tenant' })) rows.push(...page);
    expect(rows).toHaveLength(1);
    expect(JSON.stringify(rows)).toContain('[removed]');
    expect(JSON.stringify(rows)).not.toMatch(/Zq7|\u202e|\u200f|\\u0000|\u2066/);
  });
});
