import { describe, expect, it } from '@jest/globals';
import type { Caller } from '../../../lib/domain/access/caller.ts';
import { auditOf, worldWith } from '../../faults/operations/one-job.ts';
import { admin, jobPath } from '../../support/worlds/operation-world.ts';

const portal = 'c0000000-0000-4000-8000-000000000001';
const ada: Caller = { ...admin('ada'), name: 'Ada Admin', clientId: portal, tokenId: 'uti-of-ada' };
const robot: Caller = {
  ...admin('robot'),
  kind: 'app',
  name: 'Night robot',
  clientId: 'c0000000-0000-4000-8000-000000000002',
  tokenId: 'uti-of-robot',
};
const tokenOf = ({ actor, kind, name, clientId, tokenId }: Caller) => ({ actor, actorName: name, actorKind: kind, clientId, tokenId });

describe('the audit', () => {
  it('says of every deed by which application, as what and with which token somebody had signed in', async () => {
    await using world = await worldWith();
    const { key } = world.tenant.jobAt();
    const [{ incidentId }] = (await world.get('/incidents')).json.value;
    expect((await world.post(`/incidents/${incidentId}/acknowledge`, { caller: ada })).status).toBe(200);
    const body = { resetScope: ['ForceDeletes'], confirm: key.jobId, stagedDeletes: 0 };
    const { json } = await world.act(key, 'restart', { body, caller: robot });
    expect((await world.post(`/operations/${json.operationId}/approve`, { caller: robot })).status).toBe(403);
    expect((await world.post(`/operations/${json.operationId}/approve`, { caller: ada, body: { stagedDeletes: 0 } })).status).toBe(200);
    await world.work();
    const rows = new Map((await auditOf(world)).map((row: { phase: string }) => [row.phase, row]));
    expect(rows.get('intent')).toMatchObject(tokenOf(robot));
    expect(rows.get('refused')).toMatchObject(tokenOf(robot));
    expect(rows.get('approved')).toMatchObject(tokenOf(ada));
    expect(rows.get('outcome')).toMatchObject({ ...tokenOf(robot), outcome: 'Succeeded' });
    expect(rows.get('done')).toMatchObject({ ...tokenOf(ada), action: 'acknowledge' });
  });

  it('names who asked and who decided wherever the operation is shown', async () => {
    await using world = await worldWith();
    const { key } = world.tenant.jobAt();
    const body = { resetScope: ['ForceDeletes'], confirm: key.jobId, stagedDeletes: 0 };
    const { json: asked } = await world.act(key, 'restart', { body, caller: robot });
    await world.post(`/operations/${asked.operationId}/approve`, { caller: ada, body: { stagedDeletes: 0 } });
    await world.watch();
    const names = { requestedBy: robot.actor, requestedByName: 'Night robot', decidedBy: ada.actor, decidedByName: 'Ada Admin' };
    const one = (await world.get(`/operations/${asked.operationId}`)).json;
    const [listed] = (await world.get('/operations')).json.value;
    expect([one, listed]).toEqual([expect.objectContaining(names), expect.objectContaining(names)]);
    expect(Object.keys({ ...one, ...listed })).not.toContain('signIn');
    const { lastOperation } = (await world.get(jobPath(key))).json;
    expect(lastOperation).toMatchObject({ requestedBy: robot.actor, requestedByName: 'Night robot' });
  });

  it('says nothing of it where nobody signs in', async () => {
    await using world = await worldWith();
    await world.act(world.tenant.jobAt().key, 'pause');
    const told = (await auditOf(world)).flatMap((row: object) => Object.keys(row));
    expect(told.filter((name: string) => ['actorName', 'actorKind', 'clientId', 'tokenId'].includes(name))).toEqual([]);
  });
});
