import { describe, expect, it } from '@jest/globals';
import { createTopics } from '../../../lib/domain/catalogue/topics.ts';
import { type Answer, createHttpWorld } from '../support/support.ts';
import { allPages } from './all-pages.ts';

const { all } = await createTopics().loadTopics();
const ids = ({ json }: Answer): string[] => json.value.map(({ id }: { id: string }) => id);
const explain = async (text: string): Promise<Answer> => {
  const { call } = createHttpWorld();
  return await call('/errors/explain', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ text }) });
};

describe('GET /topics', () => {
  it('pages through all topics and shows every one once', async () => {
    const { call } = createHttpWorld();
    const seen = (await allPages<{ id: string }>(call, '/topics?pageSize=4')).map(({ id }) => id);
    expect(seen).toEqual(all.map(({ id }) => id));
  });

  it('takes a question, or words that must all occur, the best match first', async () => {
    const { call } = createHttpWorld();
    expect(ids(await call('/topics?q=how+do+i+force+a+sync+in+azure+ad+connect'))[0]).toBe('force-sync-cycle');
    expect(ids(await call('/topics?q=Get-ADSyncAutoUpgrade'))).toEqual(['connect-versions-and-upgrade']);
    expect(ids(await call('/topics?q=group+nested'))[0]).toBe('group-filter-for-pilots');
    expect(ids(await call('/topics?q=OU'))[0]).toBe('ou-filter-before-group-filter');
    expect(ids(await call('/topics?q=ports'))[0]).toBe('network-of-the-provisioning-agent');
    expect((await call('/topics?q=nothing-has-this-word')).json).toEqual({ value: [] });
  });

  it('refuses a continuation of another search, and a parameter that it does not know', async () => {
    const { call } = createHttpWorld();
    const { nextLink } = (await call('/topics?pageSize=1')).json;
    expect(await call(`${nextLink}&q=proxy`)).toMatchObject({ status: 400, json: { code: 'InvalidContinuation' } });
    expect(await call('/topics?family=aadsts')).toMatchObject({ status: 400, json: { errors: [{ parameter: 'family' }] } });
  });
});

describe('GET /topics/{id}', () => {
  it('says what it is, how to decide, what to do, what no longer holds and where that is written', async () => {
    const { call } = createHttpWorld();
    const { json, headers } = await call('/topics/staging-mode');
    expect(json).toMatchObject({ id: 'staging-mode', whoMustAct: 'server-admin', confidence: 'documented' });
    for (const part of [json.summary, ...json.rules, ...json.steps, ...json.superseded]) expect(part).toMatch(/\w{3}/);
    expect(json.codes).toContain('connect-install/StagingModeActive');
    expect(json).not.toHaveProperty('foundBy');
    expect(json.links.self).toBe('http://127.0.0.1:7071/api/v1/topics/staging-mode');
    expect(await call(json.links.self, { headers: { 'if-none-match': headers.etag ?? '' } })).toMatchObject({ status: 304 });
  });

  it('finds an id in any case', async () => {
    const { call } = createHttpWorld();
    expect((await call('/topics/Seamless-SSO')).json.id).toBe('seamless-sso');
  });

  it.each(['staging', '__proto__', '%20', 'a'.repeat(200)])('answers 404 to the unknown id %s', async (id) => {
    const { call } = createHttpWorld();
    expect(await call(`/topics/${id}`)).toMatchObject({ status: 404, json: { code: 'NotFound' } });
  });
});

describe('topics beside codes', () => {
  it('are named by the entries that they help with', async () => {
    const { call } = createHttpWorld();
    const { json } = await call('/errors/connect-install%2FTwoActiveSyncServers');
    expect(json.topics).toEqual(['staging-mode', 'find-the-sync-server']);
    for (const id of json.topics) expect((await call(`/topics/${id}`)).json.codes).toContain(json.id);
    expect((await call('/errors/AADSTS7000215')).json.topics).toEqual([]);
  });

  it('are found by explain, told from codes by their family, and fetched by their code', async () => {
    const { json } = await explain('What is the difference between delta and full sync?');
    expect(json.value[0]).toMatchObject({ family: 'topic', code: 'delta-and-full', explanation: { code: 'delta-and-full' } });
    const { call } = createHttpWorld();
    expect((await call(`/topics/${json.value[0].code}`)).json.title).toBe(json.value[0].title);
  });

  it('come after the codes of a text', async () => {
    const { json } = await explain('AADSTS7000215: Invalid client secret.\nHow do I force a sync in Azure AD Connect?');
    expect(json.value.map(({ family, code }: { family: string; code: string }) => `${family}/${code}`)).toEqual([
      'aadsts/AADSTS7000215',
      'topic/force-sync-cycle',
    ]);
    expect(json.value[1].score).toBeLessThan(json.value[0].score);
  });

  it('are not found in everyday prose', async () => {
    expect((await explain('The forest was quiet, and the group of pilots went home on time.')).json.value).toEqual([]);
  });
});
