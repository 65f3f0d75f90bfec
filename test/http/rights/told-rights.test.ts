import { describe, expect, it } from '@jest/globals';
import { nameOf, principal } from '../support/people.ts';
import { startDividedFleet, tenantIds, type Who } from './divided-fleet.ts';

const [a, b, c] = tenantIds as [string, string, string];
const everybody: readonly Who[] = ['chief', 'one', 'two'];
const two = principal(3, 'Admin');

interface Right {
  action: string;
  allowed: boolean;
  code?: string | undefined;
  detail?: string | undefined;
}

/** The divided fleet, in which the one may only look at a part of what they see, and the other act on one job but not be its administrator. */
async function startLimited() {
  const fleet = await startDividedFleet();
  const as = (who: Who, method: string, path: string, body?: unknown) =>
    fleet.call(path, {
      method,
      headers: { 'x-who': who, ...(body !== undefined && { 'content-type': 'application/json' }) },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
  const grant = (at: string, scopes: object[]) => as('chief', 'PUT', `/grants/${at}`, { scopes });
  const job = { tenantId: c, servicePrincipalId: `${'c'.repeat(7)}2-2222-4222-8222-222222222222`, jobId: 'job-c2x', cap: 'Operator' };
  expect((await grant(nameOf(two), [{ tenantId: b, cap: 'Reader' }, job])).status).toBe(200);
  // Read anew after half a minute.
  fleet.clock.at += 31_000;
  return { ...fleet, as };
}

/** What a request was answered with, as a right would tell it. */
function answered(action: string, { status, json }: { status: number; json: { code?: string; detail?: string } }): Right {
  return status < 400 ? { action, allowed: true } : { action, allowed: false, ...{ code: json.code, detail: json.detail } };
}

describe('what a caller may do with one thing', () => {
  it('is told of every incident that they see exactly as the requests are answered, and of closed ones that they are over', async () => {
    const { as, things } = await startLimited();
    const told = new Map<string, number>();
    for (const who of everybody) {
      for (const { path } of things.filter(({ path: thing }) => thing.startsWith('/incidents/'))) {
        const shown = await as(who, 'GET', path);
        if (shown.status === 404) continue;
        const answer = answered('acknowledge', await as(who, 'POST', `${path}/acknowledge`, {}));
        const rights: Right[] = shown.json.actions;
        expect(rights).toEqual([answer, { ...answer, action: 'snooze' }]);
        told.set(answer.code ?? 'allowed', (told.get(answer.code ?? 'allowed') ?? 0) + 1);
      }
    }
    expect([...told.keys()].sort()).toEqual(['CappedByGrant', 'IncidentClosed', 'allowed']);
  }, 60_000);

  it('is told of every tenant that they see as the requests are answered, and in no list', async () => {
    const { as } = await startLimited();
    for (const who of everybody) {
      const list = await as(who, 'GET', '/tenants');
      for (const { tenantId, actions } of list.json.value as { tenantId: string; actions?: Right[] }[]) {
        expect(actions).toBeUndefined();
        const rights: Right[] = (await as(who, 'GET', `/tenants/${tenantId}`)).json.actions;
        const changed = answered('putTenant', await as(who, 'PUT', `/tenants/${tenantId}`, {}));
        const refused = rights.filter(({ allowed }) => !allowed);
        expect(rights.find(({ action }) => action === 'putTenant')).toEqual(changed);
        for (const { action, code, detail } of refused) {
          const [method, rest] = action === 'deleteTenant' ? ['DELETE', ''] : action === 'checkTenant' ? ['POST', '/check'] : ['PUT', ''];
          const body = method === 'DELETE' ? undefined : {};
          expect((await as(who, method, `/tenants/${tenantId}${rest}`, body)).json).toMatchObject({ code, detail });
        }
        const isTheirs = who === 'chief' || (who === 'one' && tenantId === a);
        expect([who, tenantId, refused.length]).toEqual([who, tenantId, isTheirs ? 0 : 3]);
      }
    }
  }, 60_000);

  it('is told of every grant: nobody changes their own, and nobody with limits gives more than they have', async () => {
    const { as } = await startLimited();
    const own = nameOf(principal(1, 'Admin'));
    await as('chief', 'PUT', `/grants/${nameOf(principal(9, 'Reader'))}`, { scopes: [{ tenantId: a }] });
    expect((await as('one', 'GET', '/me')).json.actions).not.toContain('addGrant');
    expect((await as('chief', 'GET', '/me')).json.actions).toContain('addGrant');
    for (const who of ['chief', 'one'] as const) {
      const { value } = (await as(who, 'GET', '/grants')).json as { value: { principal: string; scopes: object[]; actions: Right[] }[] };
      expect(value.length).toBeGreaterThan(0);
      for (const { principal: whose, scopes, actions } of value) {
        const put = answered('putGrant', await as(who, 'PUT', `/grants/${whose}`, { scopes }));
        expect(actions[0]).toEqual(put);
        if (actions[1]?.allowed === false) expect(answered('deleteGrant', await as(who, 'DELETE', `/grants/${whose}`))).toEqual(actions[1]);
      }
      expect(value.find(({ principal: whose }) => whose === own)).toBeUndefined();
      if (who === 'one') expect(value.map(({ actions }) => actions.map(({ allowed }) => allowed))).toEqual([[true, false]]);
    }
  }, 60_000);
});

describe('a tenant that is watched only if it is not yet', () => {
  it('keeps its name and its tags, and is named by its id', async () => {
    const { as } = await startLimited();
    await as('chief', 'PUT', `/tenants/${a}`, { displayName: 'Contoso', tags: ['gold'] });
    const again = await as('chief', 'PUT', `/tenants/${a}?onlyIfAbsent=true`, { displayName: 'Another' });
    expect(again).toMatchObject({ status: 200, json: { tenantId: a, givenName: 'Contoso', tags: ['gold'] } });
    const other = 'dddddddd-1111-4111-8111-111111111111';
    expect((await as('chief', 'PUT', `/tenants/${other}?onlyIfAbsent=true`, { displayName: 'New' })).status).toBe(201);
    await as('chief', 'DELETE', `/tenants/${a}`);
    const back = await as('chief', 'PUT', `/tenants/${a}?onlyIfAbsent=true`, { displayName: 'Back' });
    expect(back).toMatchObject({ status: 201, json: { givenName: 'Back', tags: [] } });
  });
});
