import { expect, it } from '@jest/globals';
import { describeInBrowser } from '../support/page-world.ts';
import { textOf } from '../support/text-of.ts';

describeInBrowser('the catalogue, in a browser', (world) => {
  it('finds an entry by words and by family, and says in the address what was searched', async () => {
    const page = await world().open('/catalogue');
    await page.getByText('The first 50 codes.').waitFor();
    await page.keyboard.press('/');
    await page.keyboard.type('NoActiveAgents');
    await page.waitForURL(/q=NoActiveAgents/);
    await page.getByRole('combobox', { name: 'Family' }).selectOption('Cloud sync: job errors');
    await page.waitForURL(/family=cloud-sync/);
    await page.locator('.found-count', { hasText: /^1 code$/ }).waitFor();
    expect(await page.locator('.entry code').allTextContents()).toEqual(['HybridIdentityServiceNoActiveAgents']);
    await page.locator('.row-link').click();
    await page.locator('.facts').waitFor();
    const entry = (await (await fetch(`${world().urls.api}/errors/HybridIdentityServiceNoActiveAgents`)).json()) as {
      title: string;
      remedies: string[];
      sources: string[];
    };
    expect(await textOf(page.locator('h1'))).toBe(entry.title);
    expect(await page.locator('.steps li').allInnerTexts()).toEqual(entry.remedies);
    expect(await page.locator('a.source').evaluateAll((links) => links.map((link) => link.getAttribute('href')))).toEqual(entry.sources);
    expect(await textOf(page.locator('.facts'))).toMatch(/How sure\s+Documented by its source/);
    expect(world().complaints(page)).toEqual([]);
    await page.close();
  }, 60_000);

  it('finds a code by any spelling, and says of one that it does not have that there is none', async () => {
    const page = await world().open('/catalogue/700016');
    expect(await textOf(page.locator('.facts code').first())).toBe('AADSTS700016');
    await page.close();
    const none = await world().open('/catalogue/there-is-no-such-code');
    await none.locator('.note h1').waitFor();
    await none.close();
  }, 60_000);

  it('leads from an entry to a topic that helps with it, and from there back', async () => {
    const page = await world().open('/catalogue/cloud-sync/TimeOut');
    await page.getByRole('link', { name: 'Network of the provisioning agent' }).click();
    await page.getByRole('heading', { name: 'What older documents say, and what holds now' }).waitFor();
    await page.getByRole('link', { name: 'cloud-sync/TimeOut' }).click();
    await page.waitForURL(/\/catalogue\/cloud-sync\/TimeOut$/);
    await page.close();
  }, 60_000);

  it('shows all codes on demand', async () => {
    const page = await world().open('/catalogue');
    await page.getByRole('link', { name: 'Show all' }).click();
    await page.locator('.found-count', { hasText: /^[56]\d\d codes$/ }).waitFor();
    await page.close();
  }, 60_000);
});
