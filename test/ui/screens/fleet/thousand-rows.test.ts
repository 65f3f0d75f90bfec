import { expect, it } from '@jest/globals';
import { median, quantile } from '../../../bench/support/statistics.ts';
import { inSoak } from '../../support/in-soak.ts';
import { describeInBrowser } from '../../support/page-world.ts';
import { openTable, openThousand, rowCount, scrolling, settled, typing } from '../../support/thousand-rows.ts';

describeInBrowser('a thousand rows, in a browser', (world) => {
  it('are few elements each, all of them in the page for whoever searches or prints it', async () => {
    const page = await openThousand(world());
    expect(await page.locator('ol.rows > li.job').count()).toBe(rowCount);
    const most = await page.evaluate(
      `Math.max(...[...document.querySelectorAll('ol.rows > li')].map((row) => row.querySelectorAll('*').length + 1))`,
    );
    expect(Number(most)).toBeLessThanOrEqual(15);
    await page.context().close();
  }, 60_000);

  it('are all laid out once nobody waits for it, and what a filter hides is given back', async () => {
    const page = await openThousand(world());
    await settled(page);
    await page.locator('input[type=search]').fill('no row has this');
    await page.getByText('No job matches').first().waitFor();
    expect(await page.locator('ol.rows > li.settled').count()).toBe(0);
    await page.locator('input[type=search]').fill('');
    await settled(page);
    await page.context().close();
  }, 60_000);

  inSoak(
    'follow a keystroke within 100 ms and scroll as a table of the same rows does that has no script',
    async () => {
      const page = await openThousand(world());
      const keystroke = median((await page.evaluate(typing)) as number[]);
      await settled(page);
      const table = await openTable(world(), page);
      const [rows, plain]: [number[], number[]] = [[], []];
      for (let round = 0; round < 6; round += 1) {
        await page.bringToFront();
        rows.push(...((await page.evaluate(scrolling)) as number[]));
        await table.bringToFront();
        plain.push(...((await table.evaluate(scrolling)) as number[]));
      }
      const ratio = quantile(rows, 0.95) / quantile(plain, 0.95);
      process.stderr.write(
        `Keystroke ${Math.round(keystroke)} ms, frame ${median(rows).toFixed(1)} ms, of the slow ones ${ratio.toFixed(2)} ×\n`,
      );
      expect(keystroke).toBeLessThanOrEqual(100);
      expect(median(rows)).toBeLessThanOrEqual(17);
      expect(ratio).toBeLessThanOrEqual(1.3);
      await page.context().close();
      await table.context().close();
    },
    120_000,
  );
});
