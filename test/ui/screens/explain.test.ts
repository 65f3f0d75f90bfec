import { expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { runMarker } from '../../support/witness/marker.ts';
import { keptBy, requestsWithMarker } from '../support/marked-text.ts';
import { describeInBrowser } from '../support/page-world.ts';
import { textOf } from '../support/text-of.ts';

const text = `The job is in quarantine: HybridIdentityServiceNoActiveAgents.
Before that the sign-in failed with AADSTS700016.`;

async function explain(page: Page, pasted: string): Promise<string> {
  await page.locator('textarea').fill(pasted);
  await page.getByRole('button', { name: 'Explain', exact: true }).click();
  // With the focus, which the answer takes once it is painted, and would take from what is pressed before.
  await page.locator('.verdict:focus').waitFor();
  return textOf(page.locator('.verdict'));
}

describeInBrowser('the explanation of a text, in a browser', (world) => {
  it('shows what was found best first, beside the text in which it is marked; a click in one leads to the other', async () => {
    const page = await world().open('/explain');
    expect(await explain(page, text)).toMatch(/^\d findings, the best first: /);
    const { value } = (await (
      await fetch(`${world().urls.api}/errors/explain`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ text }),
      })
    ).json()) as { value: { code: string; title: string; spans: { start: number; end: number }[] }[] };
    expect(await page.locator('.finding h2').allInnerTexts()).toEqual(value.map(({ title }, index) => `${index + 1}. ${title}`));
    const index = value.findIndex(({ code }) => code === 'AADSTS700016');
    const mark = page.locator(`.hit[data-finding="${index}"]`);
    expect(await mark.textContent()).toBe(`AADSTS700016${index + 1}`);
    await mark.click();
    expect(await textOf(page.locator('.finding.selected h2:focus'))).toContain(value[index]?.title);
    await page.locator('.finding').first().getByRole('button', { name: 'Show in the text' }).click();
    await page.locator('.hit.selected[data-finding="0"]:focus').waitFor();
    expect(await textOf(page.locator('.finding').first())).toContain('sure: its code is in the text');
    expect(world().complaints(page)).toEqual([]);
    await page.close();
  }, 60_000);

  it('says that what was found is of the earlier text while the field holds another', async () => {
    const page = await world().open('/explain');
    await explain(page, text);
    const earlier = page.getByText('Of the earlier text: it was changed since.');
    expect(await earlier.count()).toBe(0);
    await page.locator('textarea').fill('something else');
    await earlier.waitFor();
    await page.locator('textarea').fill(text);
    await earlier.waitFor({ state: 'detached' });
    await page.close();
  }, 60_000);

  it('takes a dropped file, and says before it is sent what is too long', async () => {
    const page = await world().open('/explain');
    const file = (name: string, content: string) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(content) });
    const choose = page.locator('input[type=file]');
    await choose.setInputFiles(file('long.log', 'x'.repeat(70_000)));
    await page.getByText('It has 70,000 characters; at most 65,536 characters can be read.').waitFor();
    expect(await page.getByRole('button', { name: 'Explain', exact: true }).getAttribute('aria-disabled')).toBe('true');
    await page.getByRole('button', { name: 'Take it out' }).click();
    await choose.setInputFiles(file('mail.txt', text));
    await page.getByRole('button', { name: 'Explain', exact: true }).click();
    await page.locator('.finding').first().waitFor();
    await page.close();
  }, 60_000);

  it('says of a code that the catalogue lacks that it was noted, and of a text without any that nothing is known', async () => {
    const page = await world().open('/explain');
    await explain(page, 'AADSTS7999999: something new');
    await page.getByText(/AADSTS7999999\s+is not in the catalogue; the code was noted, the text was not\./).waitFor();
    await explain(page, 'lorem ipsum dolor sit amet');
    await page.getByText('Nothing in it is known: no code and no wording of the catalogue.').waitFor();
    await page.getByRole('link', { name: 'Catalogue' }).click();
    await page.getByRole('link', { name: 'Seen but unknown' }).click();
    await page.getByText('AADSTS7999999').waitFor();
    await page.close();
  }, 60_000);

  it('lets nothing of the text into the address, the storage of the browser or a request other than the one', async () => {
    const page = await world().open('/explain');
    const asked = requestsWithMarker(page);
    await explain(page, `${text} ${runMarker}`);
    await page.locator('.hit').first().click();
    expect(asked).toEqual(['/api/v1/errors/explain']);
    expect(await keptBy(page)).not.toContain(runMarker);
    await page.close();
  }, 60_000);
});
