import { readFileSync } from 'node:fs';
import { expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { faultsOf } from '../support/axe.ts';
import { first, get, type JobKey } from '../support/get.ts';
import { inSoak } from '../support/in-soak.ts';
import { describeInBrowser } from '../support/page-world.ts';
import { comesToSay, textOf } from '../support/text-of.ts';

const pinecrest = 'a1f4c2d0-3b57-4e68-9c01-6d2e8f7a1006';

async function savedTable(page: Page): Promise<string> {
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Save as CSV' }).click()]);
  return readFileSync(await download.path(), 'utf8');
}

describeInBrowser('what is managed, in a browser', (world) => {
  it('shows the tenants that cannot be read first, with who has to act, and one of them with what helps', async () => {
    const page = await world().open('/tenants');
    await comesToSay(page.locator('h1'), /^1 tenant cannot be read\./);
    const first = page.locator('.rows > li').first();
    await comesToSay(first, /AADSTS700016[\s\S]*has to act[\s\S]*Never read completely/);
    await first.getByRole('link').click();
    await page.locator('.wrong .steps li').first().waitFor();
    expect(await textOf(page.locator('.facts').first())).toContain('Synchronization.Read.All');
    await page.getByRole('button', { name: 'Check now' }).click();
    await page.getByText('No token was given to the application that reads').waitFor();
    expect(world().complaints(page)).toEqual([]);
    await page.close();
  }, 60_000);

  inSoak(
    'watches a tenant no longer only for who types its name, and watches it again from its domain to its first reading',
    async () => {
      const page = await world().open(`/tenants/${pinecrest}`);
      await page.getByRole('button', { name: 'Remove…' }).click();
      const remove = page.getByRole('dialog').getByRole('button', { name: 'Watch it no longer' });
      const name = page.getByLabel(/Type its name/);
      expect(await faultsOf(page)).toEqual([]);
      await name.fill('another');
      expect(await remove.getAttribute('aria-disabled')).toBe('true');
      await name.fill(pinecrest);
      await remove.click();
      await page.getByRole('heading', { name: /^All \d+ tenants are read/ }).waitFor();

      await page.getByRole('button', { name: 'Add a tenant' }).click();
      await page.getByLabel(/^Tenant id, or a domain/).fill('nobody.example');
      await page.getByRole('button', { name: 'Watch this tenant' }).click();
      await page.getByText('No tenant has verified the domain nobody.example.').waitFor();
      await page.getByLabel(/^Tenant id, or a domain/).fill('pinecrest.example');
      await page.getByLabel(/^What you call it/).fill('Pinecrest');
      await page.getByRole('button', { name: 'Watch this tenant' }).click();
      await page.getByText('Waiting for consent').waitFor();
      expect(await faultsOf(page)).toEqual([]);
      expect(new URL(page.url()).searchParams.get('add')).toBe(pinecrest);

      const [authority] = await Promise.all([
        page.context().waitForEvent('page'),
        page.getByRole('link', { name: 'Open the address of the consent to read (opens a new tab)' }).click(),
      ]);
      await authority.getByRole('button', { name: 'Accept' }).click();
      await authority.close();
      await page.getByText('Pinecrest is watched.').waitFor({ timeout: 60_000 });
      await page.getByRole('link', { name: 'Look at it' }).click();
      expect(await textOf(page.locator('h1'))).toBe('Pinecrest');
      expect(
        world()
          .complaints(page)
          .filter((line) => !line.includes('400')),
      ).toEqual([]);
      await page.close();
    },
    120_000,
  );

  it('asks for deletions by their number, shows first what waits for a second administrator, and approves no other number', async () => {
    const { tenantId, servicePrincipalId, jobId } = await first<JobKey>(`${world().urls.api}/jobs?errorCode=TooManyDeletes`);
    const page = await world().open(`/jobs/${tenantId}/${servicePrincipalId}/${jobId}`);
    await page.getByRole('button', { name: 'Restart…' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('Carry out the deletions that are held back').click();
    await dialog.getByText('731 objects will be deleted.').waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await dialog.getByLabel(/^Reason/).fill('=HR confirmed it');
    await dialog.getByLabel(/^Type the last six/).fill(jobId.slice(-6));
    await dialog.getByRole('button', { name: /^Restart: / }).click();
    await dialog.waitFor({ state: 'hidden' });

    await page.goto(`${world().page}/operations`);
    await page.getByRole('heading', { name: /^1 operation waits for approval\./ }).waitFor();
    expect(await textOf(page.locator('.rows > li').first())).toContain(jobId);
    await page.getByText('You asked for it: another administrator has to approve it.').waitFor();
    expect(await page.getByRole('button', { name: 'Approve…' }).getAttribute('aria-disabled')).toBe('true');
    // A page that does not know who looks at it leaves the refusal to the service.
    await page.route('**/api/v1/me', (route) => route.abort());
    await page.reload();
    await page.getByRole('button', { name: 'Approve…' }).click();
    await dialog.getByText('731 objects will be deleted.').waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Approve' }).click();
    await page.getByText('Somebody else than who asked for it has to approve it.').waitFor();

    const logged = [{ code: '', action: 'stagedDelete', status: 'success', rows: 900 }];
    await fetch(`${world().urls.graph}/_jobs/${jobId}`, { method: 'POST', body: JSON.stringify({ logged }) });
    await page.getByRole('button', { name: 'Approve…' }).click();
    await dialog.getByText('900 objects will be deleted.').waitFor();
    await dialog.getByText('It was asked for as 731 objects.').waitFor();
    expect(await dialog.getByRole('button', { name: 'Approve' }).getAttribute('aria-disabled')).toBe('true');
    await dialog.getByRole('button', { name: 'Cancel' }).click();

    const table = await savedTable(page);
    expect(table).toMatch(/^\uFEFFcreated,tenant,/);
    expect(table).toContain(",'=HR confirmed it,");
    await page.getByRole('button', { name: 'Reject' }).click();
    await page.getByRole('heading', { name: 'Ended' }).waitFor();
    await page.close();
  }, 60_000);

  it('provisions single objects by a rule of the job, and tells the steps of each by the name that was typed, which nobody keeps', async () => {
    const { tenantId, servicePrincipalId, jobId } = await first<JobKey>(`${world().urls.api}/jobs?q=us.mercator`);
    const page = await world().open(`/jobs/${tenantId}/${servicePrincipalId}/${jobId}`);
    await page.getByRole('button', { name: 'Provision on demand…' }).click();
    const dialog = page.getByRole('dialog');
    const whom = dialog.getByLabel(/^Whom, one a line and at most 5/);
    const send = dialog.getByRole('button', { name: 'Provision on demand' });
    await whom.waitFor();
    expect(await dialog.locator('option').allTextContents()).toEqual([
      'user → User (Active Directory to Azure Active Directory)',
      'group → Group (Active Directory to Azure Active Directory)',
    ]);
    expect(await send.getAttribute('aria-disabled')).toBe('true');
    await whom.fill('1\n2\n3\n4\n5\n6');
    await dialog.getByText('These are 6: at most 5 are taken at once.').waitFor();
    expect(await send.getAttribute('aria-disabled')).toBe('true');
    await whom.fill('nobody@example.com');
    await send.click();
    await dialog.getByText('could not be told by the given name').waitFor();
    const [ada, bob] = ['CN=Ada,OU=People,DC=example', 'CN=Bob,OU=People,DC=example'];
    await whom.fill(`${ada}\n${bob}`);
    expect(await faultsOf(page)).toEqual([]);
    await send.click();
    await page.getByRole('heading', { name: `${ada}: Provisioned` }).waitFor();
    expect(await textOf(page.locator('.operation'))).toMatch(/Read from the source[\s\S]*Written to the target/);
    expect(await faultsOf(page)).toEqual([]);
    await page.reload();
    await page.getByRole('heading', { name: 'Object 2: Provisioned' }).waitFor();
    expect(await textOf(page.locator('body'))).not.toContain('CN=');
    await page.close();
  }, 60_000);

  it('says at the field what is wrong with the name of a tenant before anybody is asked, and changes what a tenant is called and marked', async () => {
    const page = await world().open('/tenants?add=new');
    const sent: string[] = [];
    page.on('request', (request) => request.method() === 'PUT' && sent.push(request.url()));
    const field = page.getByLabel(/^Tenant id, or a domain/);
    await field.fill(pinecrest.slice(1));
    await page.getByRole('button', { name: 'Watch this tenant' }).click();
    await page.getByText('it has 31 digits and letters where 32 are needed').waitFor();
    expect(await page.evaluate('document.activeElement.getAttribute("aria-invalid")')).toBe('true');
    expect(await page.evaluate('document.getElementById(document.activeElement.getAttribute("aria-describedby")).textContent')).toContain(
      '31 digits',
    );
    expect(sent).toEqual([]);
    expect(await faultsOf(page)).toEqual([]);

    const { tenantId } = await first<JobKey>(`${world().urls.api}/jobs?q=us.mercator`);
    await page.goto(`${world().page}/tenants/${tenantId}`);
    const dialog = page.getByRole('dialog');
    const change = async (name: string, tags: string) => {
      await page.getByRole('button', { name: 'Name and tags…' }).click();
      // Its own name is no name that people gave it, so it is not pinned by a change of the tags.
      expect(await dialog.getByLabel(/^What you call it/).inputValue()).toBe('');
      await dialog.getByLabel(/^What you call it/).fill(name);
      await dialog.getByLabel(/^Tags/).fill(tags);
      expect(await faultsOf(page)).toEqual([]);
      await dialog.getByRole('button', { name: 'Change' }).click();
      await dialog.waitFor({ state: 'hidden' });
    };
    await change('', 'retail, gold,  retail');
    await page.getByText('retail, gold', { exact: true }).waitFor();
    expect(await textOf(page.locator('h1'))).toBe('Mercator Foods');
    await change('Mercator', 'retail');
    await page.getByRole('heading', { name: 'Mercator', exact: true, level: 1 }).waitFor();
    expect(await get(`${world().urls.api}/tenants/${tenantId}`)).toMatchObject({
      displayName: 'Mercator',
      givenName: 'Mercator',
      tags: ['retail'],
    });
    await fetch(`${world().urls.api}/tenants/${tenantId}`, { method: 'PUT', headers: { 'content-type': 'application/json' }, body: '{}' });
    await page.close();
  }, 60_000);

  it('leads who adds a tenant that is watched already to its own page, and keeps its name and its tags', async () => {
    const { tenantId } = await first<{ tenantId: string }>(`${world().urls.api}/tenants`);
    const address = `${world().urls.api}/tenants/${tenantId}`;
    const body = JSON.stringify({ displayName: 'Kept', tags: ['gold'] });
    await fetch(address, { method: 'PUT', headers: { 'content-type': 'application/json' }, body });
    const page = await world().open('/tenants?add=new');
    await page.getByLabel(/^Tenant id, or a domain/).fill(tenantId);
    await page.getByRole('button', { name: 'Watch this tenant' }).click();
    await page.waitForURL(`${world().page}/tenants/${tenantId}`);
    expect(await get<object>(address)).toMatchObject({ givenName: 'Kept', tags: ['gold'] });
    await fetch(address, { method: 'PUT', headers: { 'content-type': 'application/json' }, body: '{}' });
    await page.close();
  }, 60_000);

  it('tells who did what in one tenant, and in the address which tenant that is', async () => {
    const named = { method: 'PUT', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ displayName: 'Pinecrest' }) };
    expect((await fetch(`${world().urls.api}/tenants/${pinecrest}`, named)).ok).toBe(true);
    const page = await world().open('/audit');
    await page.getByLabel('Tenant').selectOption(pinecrest);
    await page
      .getByText(/^Put tenant/)
      .first()
      .waitFor();
    expect(page.url()).toContain(`tenantId=${pinecrest}`);
    expect(await savedTable(page)).toContain(',putTenant,local/local,');
    await page.getByRole('textbox', { name: 'To', exact: true }).fill('2020-01-01');
    await page.getByText('Nothing is written down').waitFor();
    expect(world().complaints(page)).toEqual([]);
    await page.close();
  }, 60_000);

  it('grants a part of the fleet to somebody, changes it and takes it away', async () => {
    const page = await world().open('/grants');
    await page.getByRole('button', { name: 'Add a grant…' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel(/^Tenant id and object id/).fill(`${pinecrest}.11111111-1111-4111-8111-111111111111`);
    await dialog.getByLabel(/^Name/).fill('Ada');
    await dialog.getByRole('combobox', { name: 'Tenant', exact: true }).selectOption({ label: 'Mercator Foods' });
    await dialog.getByRole('combobox', { name: 'At most there' }).selectOption('Operator');
    expect(await faultsOf(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Grant' }).click();
    const row = page.getByRole('listitem').filter({ hasText: 'Ada' });
    // A row that is not painted yet has no inner text.
    await row.filter({ hasText: 'Mercator Foods: at most Operator' }).waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await page.getByRole('button', { name: 'Change… the grant of Ada' }).click();
    await dialog.getByLabel(/^Shut them out/).check();
    await dialog.getByRole('button', { name: 'Change' }).click();
    await row.getByText('Shut out everywhere.').waitFor();
    const { value } = await get<{ value: { scopes: object[]; blocked: boolean }[] }>(`${world().urls.api}/grants`);
    expect(value).toMatchObject([{ scopes: [{ cap: 'Operator' }], blocked: true }]);
    await page.getByRole('button', { name: 'Remove… the grant of Ada' }).click();
    await dialog.getByRole('button', { name: 'Remove the grant' }).click();
    await page.getByRole('heading', { name: 'Nobody is limited by a grant.' }).waitFor();
    await page.close();
  }, 60_000);

  it('says of the service itself whether it can be believed, when it looks next and what runs', async () => {
    const page = await world().open('/monitor');
    const { release } = await get<{ release: string }>(`${world().urls.api}/status`);
    await page.getByText('None in the last hour').waitFor();
    await comesToSay(page.locator('main'), /The service sees all that it is let see\.[\s\S]*Last tick[\s\S]*UTC \(\d+ s ago\)/);
    expect(await textOf(page.locator('main'))).toContain(release);
    expect(world().complaints(page)).toEqual([]);
    await page.close();
  }, 60_000);
});
