import { describe, expect, it } from '@jest/globals';
import { createRandom } from '../../../dev/graph/model/random.ts';
import { createChangesWorld, leaseInMs } from '../../application/show/changes-world.ts';
import { createInMemoryTables } from '../../support/storage/in-memory-table.ts';
import { removeTenant } from '../../support/worlds/register-tenant.ts';
import { nameOf, principal, signedIn } from '../support/people.ts';
import { createHttpWorld, settingsOf } from '../support/support.ts';

const [tenantA, tenantB] = ['aaaaaaaa-1111-4111-8111-111111111111', 'bbbbbbbb-1111-4111-8111-111111111111'];
const people = { chief: principal(1, 'Admin'), ann: principal(2, 'Reader') };

interface Told {
  value: { kind: string; tenantId: string; event?: { seq: number } }[];
  nextLink?: string;
  deltaLink?: string;
}

/** Two tenants that change when told to, and everybody's address of what comes next. */
async function startFeed() {
  const openTable = createInMemoryTables();
  const fleet = createChangesWorld(createRandom(1), openTable);
  const world = createHttpWorld({ settings: settingsOf('entra'), principalOf: signedIn(people) }, openTable);
  for (const tenantId of [tenantA, tenantB]) await fleet.addTenant(tenantId);
  const read = async (who: keyof typeof people, path: string) => {
    world.clock.at = fleet.time.at;
    return world.call(path, { headers: { 'x-who': who } });
  };
  const begin = async (who: keyof typeof people) => ((await read(who, '/changes')).json as Told).deltaLink ?? '';
  const change = async (tenantId: string, changes = 1) => {
    fleet.time.at += 4 * leaseInMs;
    await fleet.pass(tenantId, { mortal: false, changes });
    fleet.time.at += 4 * leaseInMs;
  };
  const grant = (scopes: object[]) =>
    world.call(`/grants/${nameOf(people.ann)}`, {
      method: 'PUT',
      headers: { 'x-who': 'chief', 'content-type': 'application/json' },
      body: JSON.stringify({ scopes }),
    });
  return { ...world, fleet, read, begin, change, grant };
}

describe('the feed of changes', () => {
  it('begins with where to go on, says nothing while nothing changes, and then what did', async () => {
    const { read, begin, change, fleet } = await startFeed();
    fleet.time.at += 4 * leaseInMs;
    const address = await begin('chief');
    expect(await read('chief', address)).toMatchObject({ status: 204, text: '' });
    await change(tenantA);
    const { status, json }: { status: number; json: Told } = await read('chief', address);
    expect(status).toBe(200);
    expect(json.value[0]).toMatchObject({ kind: 'event', tenantId: tenantA, event: { seq: 1 } });
    expect(await read('chief', json.deltaLink ?? '')).toMatchObject({ status: 204 });
  });

  it('is told page by page, each change once while nothing is written between', async () => {
    const { read, begin, change } = await startFeed();
    const address = await begin('chief');
    await change(tenantA, 4);
    await change(tenantB, 4);
    const whole: Told = (await read('chief', address)).json;
    const paged: Told['value'] = [];
    let next: string | undefined = address.replace('pageSize=100', 'pageSize=1');
    while (next !== undefined) {
      const { json }: { json: Told } = await read('chief', next);
      paged.push(...json.value);
      next = json.nextLink;
    }
    expect(paged).toEqual(whole.value);
    expect(whole.value.length).toBeGreaterThan(7);
  });

  it('begins anew with 410 once the caller sees another part of the fleet, or a tenant of theirs was removed', async () => {
    const { read, begin, change, grant, tenants, fleet: rows, ...world } = await startFeed();
    await grant([{ tenantId: tenantA }]);
    rows.time.at += 4 * leaseInMs;
    const mine = await begin('ann');
    await change(tenantB);
    expect((await read('ann', mine)).status).toBe(204);
    await grant([{ tenantId: tenantA }, { tenantId: tenantB }]);
    expect(await read('ann', mine)).toMatchObject({ status: 410, json: { code: 'ChangesGone' } });
    rows.time.at += 4 * leaseInMs;
    const both = await begin('ann');
    await removeTenant({ tenants, fleet: rows.plain.fleet }, tenantB, new Date(world.clock.at).toISOString());
    rows.time.at += 4 * leaseInMs;
    expect(await read('ann', both)).toMatchObject({ status: 410, json: { code: 'ChangesGone' } });
  });

  it('begins anew with 410 where changes since then are not kept any more, and goes on over a quiet time however long', async () => {
    const { read, begin, change, fleet } = await startFeed();
    await change(tenantA);
    const old = await begin('chief');
    await change(tenantA);
    const young = await begin('chief');
    fleet.time.at += 30 * 86_400_000;
    expect((await read('chief', young)).status).toBe(204);
    await change(tenantA);
    expect((await read('chief', young)).status).toBe(200);
    expect(await read('chief', old)).toMatchObject({ status: 410, json: { code: 'ChangesGone' } });
  });

  it.each(['x', Buffer.from('[1,["yesterday",""]]').toString('base64url'), Buffer.from('[2]').toString('base64url')])(
    'refuses the cursor %s',
    async (since) => {
      const { read } = await startFeed();
      expect(await read('chief', `/changes?since=${since}`)).toMatchObject({ status: 400, json: { errors: [{ parameter: 'since' }] } });
    },
  );
});
