import { expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import type { IncidentList, Tenant } from '../../../client/client.d.ts';
import { demoTenants } from '../../../dev/graph/demo/demo-ids.ts';
import { until } from '../../support/worlds/start-world.ts';
import { faultsOf } from '../support/axe.ts';
import { first, get, type JobKey } from '../support/get.ts';
import { loseAnswers } from '../support/lose-answers.ts';
import { type Json, openWith, statusPath } from '../support/open-with.ts';
import { describeInBrowser, type PageWorld } from '../support/page-world.ts';
import { comesTo, textOf } from '../support/text-of.ts';

interface Card {
  kind: string;
  incidentIds: string[];
  card: object;
}

/** The worst open incident that a search finds. */
async function incidentOf(world: PageWorld, search: string): Promise<string> {
  return (await first<{ incidentId: string }>(`${world.urls.api}/incidents?${search}`)).incidentId;
}

/** A card about one incident of this cause, once it was sent. */
async function cardOf(world: PageWorld, causeCode: string, search = 'pageSize=1'): Promise<{ card: Card; incidentId: string }> {
  const incidentId = await incidentOf(world, `causeCode=${causeCode}&${search}`);
  let card: Card | undefined;
  await until(async () => {
    const cards = await get<Card[]>(`${world.urls.teams}/_cards`);
    card = cards.find(({ incidentIds, kind }) => kind === 'opened' && incidentIds.includes(incidentId));
    return card !== undefined;
  }, `a card tells of ${causeCode}`);
  if (card === undefined) throw new Error('There is no card.');
  return { card, incidentId };
}

async function postsFor(world: PageWorld, jobId: string): Promise<number> {
  const log = await get<{ method: string; path: string }[]>(`${world.urls.graph}/_log`);
  return log.filter(({ method, path }) => method === 'POST' && path.includes(jobId) && path.endsWith('/restart')).length;
}

const cleared = 'HybridIdentityServiceNoActiveAgents';

describeInBrowser('an incident, in a browser', (world) => {
  it('of a tenant without consent names what is missing and has the consent before the steps; a job of it leads there', async () => {
    const incidentId = await incidentOf(world(), 'condition=consentMissing');
    const page = await world().open(`/incidents/${incidentId}`, { viewport: { width: 390, height: 844 } });
    await page.getByText('Missing:').waitFor();
    await page.getByRole('heading', { name: 'Do this next' }).waitFor();
    expect(await page.locator('.act code').allInnerTexts()).toContain('Synchronization.Read.All');
    const headings = await page.locator('.story h2').allInnerTexts();
    expect(headings.indexOf('Act')).toBeLessThan(headings.indexOf('Do this next'));
    expect(await textOf(page.locator('.act').getByRole('link').first())).toContain('Give admin consent');
    await page.close();
    const { tenantId, servicePrincipalId, jobId } = await first<JobKey>(`${world().urls.api}/jobs?health=healthy`);
    const unread = (status: Json) => ({
      ...status,
      tenants: { ...status.tenants, unreadable: [{ ...status.tenants.unreadable[0], tenantId }] },
    });
    const itsIncidents = (list: Json) => ({ ...list, value: [{ incidentId, condition: 'consentMissing' }] });
    const address = `/jobs/${tenantId}/${servicePrincipalId}/${encodeURIComponent(jobId)}`;
    const job = await openWith(world(), { [statusPath]: unread, '/api/v1/incidents': itsIncidents }, { address });
    await job.getByText('The tenant cannot be read.').waitFor();
    await job.getByRole('link', { name: 'Incident of the tenant' }).click();
    await job.waitForURL(new RegExp(`/incidents/${incidentId.replaceAll('.', '\\.')}$`));
    await job.close();
  }, 60_000);

  it('of a stopped Entra Connect says when it synchronized last; the list tells jobs of one domain apart and names what explains them', async () => {
    const { incidentId } = await first<{ incidentId: string }>(`${world().urls.api}/incidents?condition=directorySyncStale`);
    const page = await world().open(`/incidents/${incidentId}`);
    expect(await textOf(page.locator('.since'))).toMatch(/^Last synchronized \d+ \w+( \d{4})?, .+ ago\)\. Noticed /);
    await page.goto(`${world().page}/incidents`);
    const ofDomain = page.locator('li.job', { hasText: 'explained by another incident' });
    await ofDomain.filter({ hasText: 'Password hash synchronization' }).first().waitFor();
    await ofDomain.filter({ hasText: 'Cloud sync of users' }).getByRole('link', { name: 'another incident' }).first().click();
    await page.locator('.explained-by-it').getByText('Password hash synchronization').waitFor();
    await page.close();
  }, 60_000);

  let page: Page;

  it('is where the button of its card leads, with the title and the remedies of the card', async () => {
    const { card, incidentId } = await cardOf(world(), 'AzureActiveDirectoryInvalidCredential');
    const target = new RegExp(`"(http[^"]*/incidents/${incidentId.replaceAll('.', '\\.')})"`).exec(JSON.stringify(card.card))?.[1] ?? '';
    expect(target).toBe(`${world().page}/incidents/${incidentId}`);
    page = await world().open(target.slice(world().page.length));
    const title = await textOf(page.locator('.wrong h2'));
    await page.locator('.steps li').first().waitFor();
    const remedies = await page.locator('.steps li').allInnerTexts();
    expect(JSON.stringify(card.card)).toContain(title);
    expect(remedies.length).toBeGreaterThan(1);
    expect(JSON.stringify(card.card)).toContain(JSON.stringify(remedies[0]).slice(1, 40));
    expect(world().complaints(page)).toEqual([]);
    await page.close();
  }, 60_000);

  it('of a tenant that cannot be read leads to the consent, and to the tenant', async () => {
    const { incidentId } = await cardOf(world(), 'AADSTS700016');
    const { tenantId } = await get<{ tenantId: string }>(`${world().urls.api}/incidents/${incidentId}`);
    const here = await world().open(`/incidents/${incidentId}`);
    const consent = await here.getByRole('link', { name: /^Give admin consent/ }).getAttribute('href');
    expect(consent).toContain(`/${tenantId}/adminconsent`);
    await here.getByRole('link', { name: 'The tenant’s own page' }).click();
    await here.getByRole('button', { name: 'Check now' }).waitFor();
    expect(here.url()).toBe(`${world().page}/tenants/${tenantId}`);
    await here.close();
  }, 60_000);

  it('of missing agents stands beside what the jobs of each domain say of them, drawn as worked out, and what Graph does not tell', async () => {
    const { tenantId } = await first<JobKey>(`${world().urls.api}/jobs?q=plants.mercator`);
    const here = await world().open(`/tenants/${tenantId}`);
    const plants = here.locator('.tenant-part .part', { hasText: 'plants.mercator.example' });
    await comesTo(() => plants.locator('.shape').getAttribute('class'), 'shape critical hollow');
    const ofAgents = here.locator('.tenant-part[aria-labelledby="agents"] .unavailable');
    expect(await textOf(ofAgents)).toContain('Not known.');
    const { incidentsBeyondJobs } = await get<Tenant>(`${world().urls.api}/tenants/${tenantId}`);
    const open = here.locator('.head ~ .rows.beyond .row-link');
    expect(await open.count()).toBe(incidentsBeyondJobs?.count);
    expect((await open.first().boundingBox())?.y).toBeLessThan((await here.locator('.cards').first().boundingBox())?.y ?? 0);
    expect(world().complaints(here)).toEqual([]);
    await here.close();
  }, 60_000);

  it('of agents that are down leads to each incident that it explains, and from there back, and is the only one of them that got a card', async () => {
    const { card, incidentId } = await cardOf(world(), cleared, 'condition=agentDown');
    expect(JSON.stringify(card.card)).toContain('depot.lindqvist.example');
    const here = await world().open(`/incidents/${incidentId}`);
    const explained = here.locator('.explained-by-it a');
    await comesTo(() => explained.allTextContents(), ['depot.lindqvist.example', 'depot.lindqvist.example']);
    const children = await explained.evaluateAll((links) => links.map((link) => link.getAttribute('href')?.split('/').at(-1) ?? ''));
    expect(await faultsOf(here)).toEqual([]);
    await explained.first().click();
    await here.getByText('Another incident explains this one.').waitFor();
    expect(here.url()).toBe(`${world().page}/incidents/${children[0]}`);
    expect(await faultsOf(here)).toEqual([]);
    await here.getByRole('link', { name: 'Open it' }).click();
    await here.getByRole('link', { name: 'Agents of the tenant' }).waitFor();
    expect(here.url()).toBe(`${world().page}/incidents/${incidentId}`);
    expect(await textOf(here.locator('.card.act'))).toContain('Who must act: the administrator of the server or its network.');
    const told = (await get<Card[]>(`${world().urls.teams}/_cards`)).flatMap(({ incidentIds }) => incidentIds);
    expect(told.filter((id) => children.includes(id))).toEqual([]);
    expect(world().complaints(here)).toEqual([]);
    await here.close();
  }, 60_000);

  it('stands in the list of all by what ends first, with who must act, as the API tells it', async () => {
    const { value } = await get<IncidentList>(`${world().urls.api}/incidents?pageSize=1000`);
    const here = await world().open('/incidents');
    const rows = here.locator('.rows .job');
    await comesTo(() => rows.count(), value.length);
    const links = await rows.locator('.row-link').evaluateAll((all) => all.map((link) => link.getAttribute('href')?.split('/').at(-1)));
    expect(links).toEqual(value.map(({ incidentId }) => incidentId));
    expect((await rows.locator('.who').allTextContents()).filter((who) => who === '')).toEqual([]);
    const ends = value.filter(({ disableAt }) => disableAt !== undefined).length;
    const untils = await rows.locator('.until').allTextContents();
    expect(untils.map((until) => until.endsWith(' left'))).toEqual(untils.map((_, at) => at < ends));
    expect(await faultsOf(here)).toEqual([]);
    await here.close();
  }, 60_000);

  it('that was forgotten, a job that was removed and an unknown code lead on to what is there, and offer nothing that would only repeat', async () => {
    const { tenantId, servicePrincipalId } = await first<JobKey>(`${world().urls.api}/jobs?q=plants.mercator`);
    const here = await world().open('/catalogue/Frobnicated');
    const seeded = [
      [`/jobs/${tenantId}/${servicePrincipalId}/Gone.1`, 'Search the fleet for it', `${world().page}?q=Gone.1`, true],
      [`/incidents/${tenantId}.aaaaaaaaaaaaaaaaaaaaaa.1`, 'Fleet', world().page, true],
      ['/incidents/00000000-0000-4000-8000-000000000000.aaaaaaaaaaaaaaaaaaaaaa.1', 'Fleet', world().page, false],
      ['/catalogue/Frobnicated', 'Search the catalogue for it', `${world().page}/catalogue?q=Frobnicated`, false],
    ] as const;
    for (const [path, name, target, isTenantSeen] of seeded) {
      await here.goto(`${world().page}${path}`);
      const way = here.locator('main').getByRole('link', { name, exact: true });
      await comesTo(() => way.evaluate((link) => (link as HTMLAnchorElement).href), target);
      await comesTo(() => here.locator(`main a[href$="/tenants/${tenantId}"]`).count(), isTenantSeen ? 1 : 0);
      expect(await here.getByRole('button', { name: 'Try again' }).count()).toBe(0);
      expect(await faultsOf(here)).toEqual([]);
    }
    await here.close();
  }, 60_000);

  it('taken on with one press on a phone, shows so in another browser within one refresh', async () => {
    const { incidentId } = await cardOf(world(), 'AzureActiveDirectoryForbidden');
    const desk = await world().open(`/incidents/${incidentId}`);
    const phone = await world().open(`/incidents/${incidentId}`, { viewport: { width: 390, height: 800 }, isMobile: true, hasTouch: true });
    await phone.getByRole('button', { name: 'I’m on it' }).click();
    const taken = { hasText: /is on it$/ };
    await phone.locator('.incident-bar b', taken).waitFor();
    // The button is gone that had the focus.
    await phone.locator('.incident-bar:focus').waitFor();
    await desk.locator('.incident-bar b', taken).waitFor({ timeout: 20_000 });
    expect(await desk.getByRole('button', { name: 'I’m on it' }).count()).toBe(0);
    await phone.close();
    await desk.close();
  }, 60_000);

  it('is cleared with two presses, pressed twice and with every answer lost all the same once at Graph, and three dots fill by themselves', async () => {
    const incidentId = await incidentOf(world(), `condition=quarantine&causeCode=${cleared}&tenantId=${demoTenants.harborCity}`);
    const { job } = await get<{ job: { jobId: string } }>(`${world().urls.api}/incidents/${incidentId}`);
    // Short cycles, so that three of them fit into a test.
    await fetch(`${world().urls.graph}/_jobs/${job.jobId}`, { method: 'POST', body: '{"schedule":{"interval":"PT5S"}}' });
    page = await world().open(`/incidents/${incidentId}`);
    const before = await postsFor(world(), job.jobId);
    const sent = await loseAnswers(page, '**/clearQuarantine');
    await page.getByRole('button', { name: 'Clear quarantine' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Clear quarantine' }).dblclick();
    await page.getByText('Not known whether it arrived. Press again: it cannot act twice.').waitFor();
    await page.getByRole('dialog').getByRole('button', { name: 'Clear quarantine' }).click();
    // It has arrived before, so that it may be shown before it is sent again.
    await until(() => sent.times > 2, 'it is sent again');
    expect([sent.times, sent.keys.size]).toEqual([3, 1]);
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    await page.locator('.operation').waitFor();
    await until(async () => (await postsFor(world(), job.jobId)) > before, 'Graph was asked');
    await page.reload();
    await page.locator('.operation.held').waitFor({ timeout: 150_000 });
    expect(await page.locator('.operation .dots').getAttribute('aria-label')).toBe('3 of 3 runs held');
    await page.reload();
    await page.getByText('What was done last (clear quarantine) held.').waitFor();
    expect(await postsFor(world(), job.jobId)).toBe(before + 1);
    await page.close();
  }, 240_000);

  it('says that it has arrived where the reason is changed after a lost answer, and sends nothing twice', async () => {
    const incidentId = await incidentOf(world(), 'condition=quarantine&causeCode=AzureActiveDirectoryInvalidCredential');
    const { job } = await get<{ job: { jobId: string } }>(`${world().urls.api}/incidents/${incidentId}`);
    page = await world().open(`/incidents/${incidentId}`);
    const before = await postsFor(world(), job.jobId);
    let sent = 0;
    await page.route('**/clearQuarantine', async (route) => {
      sent += 1;
      if (sent > 2) return route.continue();
      await route.fetch();
      return route.abort('connectionreset');
    });
    await page.getByRole('button', { name: 'Clear quarantine' }).click();
    const dialog = page.getByRole('dialog');
    const send = dialog.getByRole('button', { name: 'Clear quarantine' });
    await send.click();
    await dialog.getByText('Not known whether it arrived.').waitFor();
    await dialog.getByLabel(/^Reason/).fill('another');
    await send.click();
    await dialog.getByText('It had arrived, with what was said here before').waitFor();
    expect(await textOf(dialog)).not.toMatch(/Idempotency/);
    await until(async () => (await postsFor(world(), job.jobId)) > before, 'Graph was asked');
    expect(await postsFor(world(), job.jobId)).toBe(before + 1);
    await page.close();
  }, 90_000);

  it('restarts in full only for who types the end of the id of the job', async () => {
    const { incidentId } = await cardOf(world(), 'AzureActiveDirectoryForbidden');
    const { job } = await get<{ job: { jobId: string } }>(`${world().urls.api}/incidents/${incidentId}`);
    page = await world().open(`/incidents/${incidentId}`);
    await page.getByRole('button', { name: 'Restart…' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('Forget everything').click();
    const send = dialog.getByRole('button', { name: /^Restart: forget everything/ });
    const field = dialog.getByLabel(/Type the last six characters/);
    for (const [typed, isShut] of [
      ['', 'true'],
      [job.jobId.slice(-5), 'true'],
      [job.jobId.slice(-6).toUpperCase().replace(/.$/, 'x'), 'true'],
      [job.jobId.slice(-6), 'false'],
    ] as const) {
      await field.fill(typed);
      expect([typed, await send.getAttribute('aria-disabled')]).toEqual([typed, isShut]);
    }
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
    await page.locator('button:focus', { hasText: 'Restart' }).waitFor();
    await page.close();
  }, 60_000);

  it('says first of a silent job since when it has not run, and of another since when it is what it is', async () => {
    const { tenantId, servicePrincipalId, jobId } = await first<JobKey>(`${world().urls.api}/jobs?q=zendesk`);
    const job = `/api/v1/tenants/${tenantId}/servicePrincipals/${servicePrincipalId}/jobs/${jobId}`;
    const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();
    for (const [changed, said] of [
      [{ reasons: ['silent'], health: 'critical' }, /^Active, no run since .+ UTC \((2 h 59 min|3 h( \d min)?)\)$/],
      [{ reasons: [], health: 'healthy' }, /^Active and healthy, for at least [45] min$/],
    ] as const) {
      const lastExecution = { state: 'Succeeded', timeBegan: ago(181), timeEnded: ago(180) };
      const told = (body: Json) => ({
        ...body,
        state: 'Active',
        rawCode: undefined,
        since: ago(5),
        sinceSource: 'firstSeen',
        lastExecution,
        ...changed,
      });
      const page = await openWith(world(), { [job]: told }, { address: `/jobs/${tenantId}/${servicePrincipalId}/${jobId}` });
      expect(await textOf(page.locator('.since'))).toMatch(said);
      await page.close();
    }
  }, 60_000);

  it('shows the newest events of a job, and those before them when somebody asks', async () => {
    const { tenantId, servicePrincipalId, jobId } = await first<JobKey>(`${world().urls.api}/jobs?state=Quarantine`);
    const many = (list: Json) => ({
      ...list,
      value: Array.from({ length: 30 }, (_, seq) => ({ ...list.value[0], seq, at: new Date(Date.now() - seq * 60_000).toISOString() })),
    });
    const history = `/api/v1/tenants/${tenantId}/servicePrincipals/${servicePrincipalId}/jobs/${jobId}/history`;
    const page = await openWith(world(), { [history]: many }, { address: `/jobs/${tenantId}/${servicePrincipalId}/${jobId}` });
    const events = page.locator('.life-card .events li');
    await comesTo(() => events.count(), 12);
    await page.locator('.life-card').getByRole('button', { name: 'Show older ones' }).click();
    await comesTo(() => events.count(), 30);
    expect(await page.locator('.life-card button').count()).toBe(0);
    await page.close();
  }, 60_000);

  it('fetches the dialog to snooze when somebody asks for it, and gives the focus back when it is closed, each time', async () => {
    const { incidentId } = await first<{ incidentId: string }>(`${world().urls.api}/incidents`);
    const page = await world().open(`/incidents/${incidentId}`);
    const button = page.getByRole('button', { name: 'Snooze…' });
    for (const _ of ['fetched', 'there']) {
      await button.press('Enter');
      await page.getByRole('dialog', { name: 'Snooze' }).getByRole('button', { name: '8 hours' }).waitFor();
      await page.keyboard.press('Escape');
      await button.and(page.locator(':focus')).waitFor();
    }
    expect(world().complaints(page)).toEqual([]);
    await page.context().close();
  }, 60_000);
});
