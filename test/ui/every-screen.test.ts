import { beforeAll, expect, it } from '@jest/globals';
import { askForDeletes } from './support/ask-for-deletes.ts';
import { colorSchemes, faultsOf, widths } from './support/axe.ts';
import { everyScreen, type Shown, showView, viewsOf } from './support/every-screen.ts';
import { observe, shiftOf } from './support/first-load.ts';
import { inSoak } from './support/in-soak.ts';
import { describeInBrowser } from './support/page-world.ts';
import { badSentences } from './support/sentences.ts';
import { tooSmall } from './support/targets.ts';

const grant = '22222222-2222-4222-8222-222222222222.11111111-1111-4111-8111-111111111111';
const phone = { width: 390, height: 844 };
const desk = { width: 1360, height: 900 };

// What was asked of anybody else.
const strangers = `performance.getEntriesByType('resource').map(({ name }) => name).filter((name) => !name.startsWith(location.origin + '/'))`;

// What has to be scrolled sideways, of the page or of its dialog, pixels; what of a choice is cut off, which labels are broken; and whether what gets the focus is scrolled out from under the bar.
const roomOf = `(() => {
  const [root, bar, dialog] = [document.documentElement, document.querySelector('.bar'), document.querySelector('dialog[open]')];
  return {
    overflow: root.scrollWidth - innerWidth,
    dialogOverflow: dialog === null ? 0 : dialog.scrollWidth - dialog.clientWidth,
    cutOff: [...document.querySelectorAll('.segments')].filter((row) => row.scrollWidth > row.clientWidth).map((row) => row.textContent),
    // A word that is broken stands in two lines, and so in two boxes.
    broken: [...document.querySelectorAll('.field > span')].filter((label) => label.getClientRects().length > 1 || label.offsetHeight > 30).map((label) => label.textContent),
    isFocusClear: bar.offsetHeight <= parseFloat(getComputedStyle(root).scrollPaddingTop),
  };
})()`;

describeInBrowser('every screen, in a browser', (world) => {
  // What there is to see: an operation that waits for approval, and a grant.
  beforeAll(async () => {
    if (process.env.SOAK !== '1') return;
    await askForDeletes(world());
    const headers = { 'content-type': 'application/json' };
    const body = JSON.stringify({ displayName: 'Ada', scopes: [] });
    const answer = await fetch(`${world().urls.api}/grants/${grant}`, { method: 'PUT', headers, body });
    if (!answer.ok) throw new Error(await answer.text());
  });

  inSoak.each(everyScreen)(
    'has no fault that can be found by machine, in both schemes and at three widths, its dialogs neither: %s',
    async (screen) => {
      for (const view of await viewsOf(screen, world())) {
        for (const colorScheme of colorSchemes) {
          for (const width of widths) {
            const page = await world().open(view.path, { colorScheme, viewport: { width, height: 800 } });
            await showView(page, view);
            const room = await page.evaluate(roomOf);
            expect({ view, colorScheme, width, room, faults: await faultsOf(page) }).toEqual({
              ...{ view, colorScheme, width },
              ...{ room: { overflow: 0, dialogOverflow: 0, cutOff: [], broken: [], isFocusClear: true }, faults: [] },
            });
            await page.close();
          }
        }
      }
    },
    300_000,
  );

  const targets = async (screen: Shown, most = Number.POSITIVE_INFINITY) => {
    for (const view of (await viewsOf(screen, world())).slice(0, most)) {
      for (const [least, options] of [
        [44, { viewport: phone, hasTouch: true, isMobile: true }],
        [24, { viewport: desk }],
      ] as const) {
        const page = await world().open(view.path, options);
        await showView(page, view);
        expect({ view, least, small: await tooSmall(page, least) }).toEqual({ view, least, small: [] });
        await page.close();
      }
    }
  };
  const isSample = (screen: Shown) => screen === 'fleet' || screen === 'incident';

  it.each(everyScreen.filter(isSample))('gives a finger 44 pixels to press, and a pointer 24: %s', (screen) => targets(screen, 1), 60_000);

  inSoak.each(everyScreen)(
    'gives a finger 44 pixels to press, and a pointer 24, in its dialogs too: %s',
    (screen) => targets(screen),
    300_000,
  );

  inSoak.each(everyScreen)(
    'lets nothing jump while it comes to be, asks nobody but the service, and begins each sentence as one does: %s',
    async (screen) => {
      for (const view of (await viewsOf(screen, world())).filter(({ act }) => act === undefined)) {
        for (const viewport of [desk, phone]) {
          const page = await world().open(view.path, { viewport }, observe);
          await showView(page, view);
          const shift = await shiftOf(page);
          if (shift > 0) process.stderr.write(`Layout shift of ${screen} ${view.path} at ${viewport.width} px: ${shift.toFixed(4)}\n`);
          expect({ view, viewport, isStill: shift <= 0.01 }).toEqual({ view, viewport, isStill: true });
          expect(await page.evaluate(strangers)).toEqual([]);
          expect({ view, bad: await badSentences(page) }).toEqual({ view, bad: [] });
          expect(
            world()
              .complaints(page)
              .filter((line) => !line.startsWith('Failed to load resource')),
          ).toEqual([]);
          await page.close();
        }
      }
    },
    120_000,
  );
});
