import type { RefObject } from 'preact';
import { useEffect, useLayoutEffect } from 'preact/hooks';

const rowsPerStep = 20;
// Safari has no idle callback: https://developer.mozilla.org/docs/Web/API/Window/requestIdleCallback
const whenIdle = globalThis.requestIdleCallback ?? ((step: () => void) => setTimeout(step, 50));

/**
 * Lays out the rows beyond the screen while nobody waits for it. A row that is laid out only when it comes near makes a long list quick to
 * show and to filter, but the browser then looks at each of a thousand rows in every frame of a scroll. What a filter hides is given back
 * first, so that showing it again is quick too.
 */
export function useSettledRows(list: RefObject<HTMLElement | null>): void {
  // Before the next picture, so that no hidden row is laid out again with the others.
  useLayoutEffect(() => {
    for (const row of list.current?.querySelectorAll(':scope > .settled[hidden]') ?? []) row.classList.remove('settled');
  });
  useEffect(() => {
    let isOver = false;
    const step = () => {
      if (isOver) return;
      const rows = [...(list.current?.querySelectorAll(':scope > li:not(.settled, [hidden])') ?? [])];
      for (const row of rows.slice(0, rowsPerStep)) row.classList.add('settled');
      if (rows.length > rowsPerStep) whenIdle(step);
    };
    whenIdle(step);
    return () => {
      isOver = true;
    };
  });
}
