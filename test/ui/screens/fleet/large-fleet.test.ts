import { beforeAll, expect } from '@jest/globals';
import { median } from '../../../bench/support/statistics.ts';
import { startApiHost } from '../../../http/support/host-process.ts';
import { sampleFleetJob } from '../../../http/support/sample-fleet.ts';
import { storeTenant } from '../../../http/support/store-tenant.ts';
import { get } from '../../support/get.ts';
import { inSoak } from '../../support/in-soak.ts';
import { describeServed } from '../../support/page-world.ts';
import { textOf } from '../../support/text-of.ts';
import { openTable, rowCount, scrolling, settled, typing } from '../../support/thousand-rows.ts';

const size = { tenants: 50, jobsPerTenant: 100 };
const total = size.tenants * size.jobsPerTenant;
const tenantIdOf = (index: number) => `${String(index).padStart(8, '0')}-1111-4111-8111-111111111111`;
const idOf = (tenant: number, job: number) => `Tenant${tenant}.App${job}`;

interface Listed {
  displayName: string;
  health: string;
}

/** The API alone: what it has was stored by whoever asked for it. */
async function start() {
  const host = await startApiHost();
  return { ...host, urls: { api: `${host.url}/api/v1` } };
}

describeServed(`a fleet of ${total.toLocaleString('en')} jobs, in a browser`, start, (world) => {
  // Every third job is in quarantine, every third paused; what is healthy is not among the first thousand.
  beforeAll(async () => {
    if (process.env.SOAK !== '1') return;
    const { stores } = world().running;
    const now = Date.now();
    for (let tenant = 0; tenant < size.tenants; tenant += 1) {
      const tenantId = tenantIdOf(tenant);
      const jobs = Array.from({ length: size.jobsPerTenant }, (_, index) => ({
        ...sampleFleetJob(tenantId, index, now),
        displayName: idOf(tenant, index),
      }));
      await storeTenant(stores, { tenantId, jobs, now, viewOnly: true });
    }
  }, 120_000);

  inSoak(
    'shows the thousand worst in the order of the service, and says of how many',
    async () => {
      const page = await world().open('');
      await page.getByText(`These are the 1,000 worst of ${total.toLocaleString('en')}.`).waitFor();
      const { value } = await get<{ value: Listed[] }>(`${world().urls.api}/jobs?pageSize=1000`);
      expect(await page.locator('.row-link').allTextContents()).toEqual(value.map(({ displayName }) => displayName));
      expect(new Set(value.map(({ health }) => health))).toEqual(new Set(['critical']));
      expect(await textOf(page.locator('h1'))).toMatch(/^1,700 jobs in quarantine\./);
      await page.close();
    },
    60_000,
  );

  inSoak(
    'is searched whole, the healthy jobs too, and says so in the address',
    async () => {
      const page = await world().open('');
      await page.keyboard.press('/');
      await page.keyboard.type(idOf(37, 70));
      await page.waitForURL(/q=Tenant37\.App70/);
      await page.locator('.row-link:visible', { hasText: idOf(37, 70) }).waitFor();
      expect(await page.locator('.row-link:visible').allTextContents()).toEqual([idOf(37, 70)]);
      await page.close();
      const paused = await world().open('?health=warning');
      await paused.locator('.row-link').first().waitFor();
      const { value } = await get<{ value: Listed[] }>(`${world().urls.api}/jobs?pageSize=1000&health=warning`);
      expect(await paused.locator('.row-link:visible').allTextContents()).toEqual(value.map(({ displayName }) => displayName));
      await paused.close();
    },
    60_000,
  );

  inSoak(
    'is grouped whole: by cause and by tenant every job is counted once',
    async () => {
      for (const [by, groups] of [
        ['cause', 3],
        ['tenant', size.tenants],
      ] as const) {
        const page = await world().open(`?by=${by}`);
        await page.locator('.groups > li').first().waitFor();
        const lines = await page.locator('.groups summary').allTextContents();
        const counts = lines.map((line) => Number(/([\d,]+) jobs?\b/.exec(line)?.[1]?.replaceAll(',', '')));
        expect([by, counts.length]).toEqual([by, groups]);
        expect(counts.reduce((sum, count) => sum + count, 0)).toBe(total);
        await page.locator('.groups summary').first().click();
        await page.locator('.groups .row-link').first().waitFor();
        expect(page.url()).toContain('open=');
        if (by === 'cause') await page.getByText('many tenants at once: look upstream first').first().waitFor();
        await page.close();
      }
    },
    60_000,
  );

  inSoak(
    'scrolls as a table of as many plain rows does, and follows a keystroke within 100 ms, half of the times',
    async () => {
      const page = await world().open('');
      await page
        .locator('.row-link')
        .nth(rowCount - 1)
        .waitFor({ state: 'attached' });
      await settled(page);
      const plain = await openTable(world(), page);
      const [rows, plainRows]: [number[], number[]] = [[], []];
      for (let round = 0; round < 3; round += 1) {
        for (const [tab, times] of [
          [page, rows],
          [plain, plainRows],
        ] as const) {
          await tab.bringToFront();
          times.push(median((await tab.evaluate(scrolling)) as number[]));
        }
      }
      const [own, table] = [Math.min(...rows), Math.min(...plainRows)];
      await page.bringToFront();
      const keystroke = median((await page.evaluate(typing)) as number[]);
      const told = [keystroke, own, table].map((time) => `${time.toFixed(1)} ms`);
      process.stderr.write(`Of ${total} jobs: keystroke ${told[0]}, frame ${told[1]}, of a plain table ${told[2]}\n`);
      // A machine that has other work draws nothing at its usual pace.
      expect(own).toBeLessThanOrEqual(Math.max(17, 1.3 * table));
      expect(keystroke).toBeLessThanOrEqual(Math.max(100, 4 * table));
      await page.close();
      await plain.context().close();
    },
    90_000,
  );
});
