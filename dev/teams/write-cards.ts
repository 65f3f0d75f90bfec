import { mkdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import { buildPayload } from '../../lib/adapters/teams/build-payload.ts';
import { createCatalogue } from '../../lib/domain/catalogue/catalogue.ts';
import { openBrowser } from '../pictures/open-browser.ts';
import { sampleCards } from './sample-cards.ts';
import { startTeamsSink } from './start-teams-sink.ts';

/** Draws every kind of card, as a Teams channel shows it, into docs/cards/. */
async function main(): Promise<void> {
  const folder = resolve(import.meta.dirname, '../../docs/cards');
  await mkdir(folder, { recursive: true });
  const catalogue = await createCatalogue().loadCatalogue();
  const browser = await openBrowser();
  const sink = await startTeamsSink({ port: 0 });
  try {
    const page = await browser.newPage({ viewport: { width: 800, height: 900 }, deviceScaleFactor: 1.5 });
    for (const [name, message] of Object.entries(sampleCards(catalogue, 'https://sync.example.com'))) {
      await fetch(`${sink.url}/_cards`, { method: 'DELETE' });
      await fetch(sink.webhookUrl, { method: 'POST', body: JSON.stringify(buildPayload(message)) });
      await page.goto(sink.url);
      await page.waitForSelector('body[data-shown="1"]');
      await page.locator('.card').screenshot({ path: `${folder}/${name}.png` });
      console.log(`docs/cards/${name}.png`);
    }
  } finally {
    await browser.close();
    await sink.close();
  }
}

main().catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
