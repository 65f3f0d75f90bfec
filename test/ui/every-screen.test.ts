import { beforeAll, expect } from '@jest/globals';
import { askForDeletes } from './support/ask-for-deletes.ts';
import { colorSchemes, faultsOf, widths } from './support/axe.ts';
import { everyScreen, showView, viewsOf } from './support/every-screen.ts';
import { observe, shiftOf } from './support/first-load.ts';
import { inSoak } from './support/in-soak.ts';
import { describeInBrowser } from './support/page-world.ts';

const grant = '22222222-2222-4222-8222-222222222222.11111111-1111-4111-8111-111111111111';
const phone = { width: 390, height: 844 };
const desk = { width: 1360, height: 900 };

// What was asked of anybody else.
const strangers = `performance.getEntriesByType('resource').map(({ name }) => name).filter((name) => !name.startsWith(location.origin + '/'))`;

describeInBrowser('every screen, in a browser', (world) => {
  // What there is to see: an operation that waits for approval, and a grant.
  beforeAll(async () => {
    if (process.env.SOAK !== '1') return;
    await askForDeletes(world());
    const headers = { 'content-type': 'application/json' };
    const body = JSON.stringify({ displayName: 'Ada', scopes: [] });
    const answer = await fetch(`${world().urls.api}/grants/${grant}`, { method: 'PUT', headers, body });
    if (!answer.ok) throw new Error(await answer.text());
  }, 30_000);

  inSoak.each(everyScreen)(
    'has no fault that can be found by machine, in both schemes and at three widths, its dialogs neither: %s',
    async (screen) => {
      for (const view of await viewsOf(screen, world())) {
        for (const colorScheme of colorSchemes) {
          for (const width of widths) {
            const page = await world().open(view.path, { colorScheme, viewport: { width, height: 800 } });
            await showView(page, view);
            const overflow = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
            expect({ view, colorScheme, width, overflow, faults: await faultsOf(page) }).toEqual({
              ...{ view, colorScheme, width },
              ...{ overflow: 0, faults: [] },
            });
            await page.context().close();
          }
        }
      }
    },
    300_000,
  );

  inSoak.each(everyScreen)(
    'lets nothing jump while it comes to be, and asks nobody but the service: %s',
    async (screen) => {
      for (const view of (await viewsOf(screen, world())).filter(({ act }) => act === undefined)) {
        for (const viewport of [desk, phone]) {
          const page = await world().open(view.path, { viewport }, observe);
          await showView(page, view);
          const shift = await shiftOf(page);
          if (shift > 0) process.stderr.write(`Layout shift of ${screen} ${view.path} at ${viewport.width} px: ${shift.toFixed(4)}\n`);
          expect({ view, viewport, isStill: shift <= 0.01 }).toEqual({ view, viewport, isStill: true });
          expect(await page.evaluate(strangers)).toEqual([]);
          expect(
            world()
              .complaints(page)
              .filter((line) => !line.startsWith('Failed to load resource')),
          ).toEqual([]);
          await page.context().close();
        }
      }
    },
    120_000,
  );
});
