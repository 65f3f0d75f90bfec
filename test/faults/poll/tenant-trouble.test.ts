import { describe, expect, it } from '@jest/globals';
import type { Fault, FaultRuleInput } from '../../../dev/graph/faults/fault-rules.ts';
import { createInMemoryTables } from '../../support/storage/in-memory-table.ts';
import { callerWith } from '../../support/worlds/operation-world.ts';
import { passMinutes } from '../../support/worlds/service-minutes.ts';
import { startServiceWorld } from '../../support/worlds/service-world.ts';
import { tickInMs } from '../../support/worlds/tenant-world.ts';

const reader = callerWith('Reader');

/** Graph no longer takes the token at hand, and the authority refuses a new one. */
function signInRefused(error: string, number: number, text: string): (tenantId: string) => FaultRuleInput[] {
  const body = {
    error,
    error_description: `AADSTS${number}: ${text} Trace ID: 6f3c2ac0-0d4e-4e27-a1f0-0a5b3c2d1e00`,
    error_codes: [number],
  };
  return (tenantId) => [
    {
      match: { tenantId, service: 'graph' },
      times: null,
      fault: refusal(401, 'InvalidAuthenticationToken', 'Lifetime validation failed.'),
    },
    { match: { tenantId, service: 'authority', path: '/oauth2/v2.0/token' }, times: null, fault: { kind: 'status', status: 400, body } },
  ];
}

function refusal(status: number, code: string, message: string): Fault {
  return {
    kind: 'status',
    status,
    body: { error: { code, message, innerError: { 'request-id': '5b2f0c3e-2c29-4d3d-9d52-3d2f8c0b7a11' } } },
  };
}

const graphAnswers =
  (fault: Fault) =>
  (tenantId: string): FaultRuleInput[] => [{ match: { tenantId, service: 'graph' }, times: null, fault }];

/** The symptom, what goes wrong, and what card, fleet and tenant must say: cause, remedy, who. */
const troubles = [
  {
    symptom: 'our own client secret has expired',
    faults: signInRefused('invalid_client', 7000222, 'The provided client secret keys for app are expired.'),
    card: 'UNREADABLE',
    code: 'AADSTS7000222',
    title: /client secrets of the app have expired/i,
    remedy: /create a new secret/i,
    who: ['service-owner', 'those who run this service'],
  },
  {
    symptom: 'conditional access blocks the sign-in',
    faults: signInRefused('access_denied', 53003, 'Access has been blocked by Conditional Access policies.'),
    card: 'UNREADABLE',
    code: 'AADSTS53003',
    title: /conditional access blocked/i,
    remedy: /sign-in logs.*Conditional Access tab/i,
    who: ['tenant-admin', 'an administrator of the tenant'],
  },
  {
    symptom: 'the tenant has switched the application off',
    faults: signInRefused('unauthorized_client', 7000112, "Application 'reader' is disabled."),
    card: 'NO ACCESS',
    code: 'AADSTS7000112',
    title: /application is switched off in this tenant/i,
    remedy: /enabled for users to sign-in/i,
    who: ['tenant-admin', 'an administrator of the tenant'],
  },
  {
    symptom: 'nobody has consented',
    faults: signInRefused('invalid_grant', 65001, 'The user or administrator has not consented to use the application.'),
    card: 'NO ACCESS',
    code: 'AADSTS65001',
    title: /nobody consented/i,
    remedy: /grant admin consent/i,
    who: ['tenant-admin', 'an administrator of the tenant'],
  },
  {
    symptom: 'a permission was taken back',
    faults: graphAnswers(refusal(403, 'Authorization_RequestDenied', 'Insufficient privileges to complete the operation.')),
    card: 'NO ACCESS',
    code: 'Authorization_RequestDenied',
    title: /may not do this in graph/i,
    remedy: /Synchronization\.Read\.All/,
    who: ['tenant-admin', 'an administrator of the tenant'],
  },
  {
    symptom: 'Graph answers 503, whatever code it prints',
    faults: graphAnswers(refusal(503, 'UnknownError', '')),
    card: 'UNREADABLE',
    code: 'unavailable',
    title: /graph is temporarily unavailable/i,
    remedy: /service health/i,
    who: ['microsoft', 'Microsoft'],
  },
  {
    symptom: 'the connection to Graph breaks',
    faults: graphAnswers({ kind: 'reset' }),
    card: 'UNREADABLE',
    code: 'unreachable',
    title: /cannot be reached/i,
    remedy: /port 443/i,
    who: ['service-owner', 'those who run this service'],
  },
  {
    symptom: 'the authority names a number that the catalogue lacks',
    faults: signInRefused('invalid_client', 7999999, 'Something new.'),
    card: 'UNREADABLE',
    code: 'AADSTS7999999',
    title: /code the catalogue lacks/i,
    remedy: /look up AADSTS7999999/i,
    who: ['service-owner', 'those who run this service'],
  },
] as const;

describe('a tenant that cannot be read', () => {
  it.each(troubles)(
    'says so when $symptom: on the card, in /status and on the tenant',
    async ({ faults, card, code, title, remedy, who }) => {
      await using world = await startServiceWorld(createInMemoryTables(), { tenants: 2, poll: { pollIntervalInMs: tickInMs } });
      const { tenantId } = world.tenant;
      await passMinutes(world, 5);
      world.tenant.fault(...faults(tenantId));
      await passMinutes(world, 21);

      const [told, ...others] = world.channels.primary.sent;
      expect(others).toEqual([]);
      expect(told).toMatchObject({ kind: 'opened', word: card });
      const sections = Object.fromEntries((told?.sections ?? []).map(({ heading, text }) => [heading, text]));
      expect(sections.Why).toMatch(title);
      expect(sections['Do next']).toMatch(remedy);
      expect(told?.facts).toContainEqual({ label: 'Who must act', value: who[1] });
      expect(JSON.stringify(told)).not.toMatch(/run the check|no usable answer/);

      const incidents = (await world.get(`/incidents?causeCode=${code}`, reader)).json.value;
      expect(incidents).toMatchObject([{ tenantId, causeCode: code }]);
      const explanation = {
        title: expect.stringMatching(title),
        remedies: expect.arrayContaining([expect.stringMatching(remedy)]),
        whoMustAct: who[0],
      };
      const since = expect.any(String);
      const { json: status } = await world.get('/status', reader);
      expect(status).toMatchObject({ monitor: 'degraded', tenants: { unreadable: [{ tenantId, since, explanation }] } });
      const { json: shown } = await world.get(`/tenants/${tenantId}`, reader);
      expect(shown.unreadable).toMatchObject({ since, explanation });
      expect(shown.unreadable.explanation.sources.length).toBeGreaterThan(0);
    },
  );

  it('keeps one cause while a dead Graph changes the way in which it fails', async () => {
    await using world = await startServiceWorld(createInMemoryTables(), { tenants: 2, poll: { pollIntervalInMs: tickInMs } });
    const { tenantId } = world.tenant;
    await passMinutes(world, 5);
    for (const code of ['serviceNotAvailable', 'UnknownError', 'generalException', 'InternalServerError']) {
      world.tenant.shared.faults.clear();
      world.tenant.fault(...graphAnswers(refusal(503, code, 'x'))(tenantId));
      await passMinutes(world, 40);
    }
    expect(world.channels.primary.sent.map(({ kind }) => kind)).toEqual(['opened']);
  });

  it('tells in one card that our expired secret locks us out of all tenants, with the remedy and who must act', async () => {
    await using world = await startServiceWorld(createInMemoryTables(), { tenants: 3, poll: { pollIntervalInMs: tickInMs } });
    await passMinutes(world, 5);
    const [expired] = troubles;
    for (const tenantId of world.tenant.tenantIds) world.tenant.fault(...expired.faults(tenantId));
    await passMinutes(world, 21);
    expect(world.channels.primary.sent).toMatchObject([{ kind: 'group', word: expired.card }]);
    const [card] = world.channels.primary.sent;
    expect(card?.items).toHaveLength(3);
    expect(card?.sections).toContainEqual({ heading: 'Do next', text: expect.stringMatching(expired.remedy) });
    expect(card?.facts).toContainEqual({ label: 'Who must act', value: 'those who run this service' });
    expect((await world.get('/status', reader)).json).toMatchObject({ monitor: 'degraded' });
    expect((await world.get('/health/ready', reader)).status).toBe(200);
  });
});
