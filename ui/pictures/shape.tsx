import type { Health } from '../../client/client.d.ts';

// A shape for each health, so that colour never speaks alone: an octagon, a diamond, a triangle, a ring.
const outlines: Record<Health, string> = {
  critical: 'M6.6 1h6.8L19 6.6v6.8L13.4 19H6.6L1 13.4V6.6Z',
  unknown: 'M10 .8 19.2 10 10 19.2.8 10Z',
  warning: 'M10 1.5 19.4 18.5H.6Z',
  healthy: 'M10 1.5a8.5 8.5 0 1 1 0 17 8.5 8.5 0 0 1 0-17Z',
};
const signs: Record<Health, string> = {
  critical: 'M10 5v6M10 14.2v.6',
  unknown: 'M7.6 8c0-3 4.8-3 4.8-.2 0 1.8-2.4 1.7-2.4 3.6M10 13.9v.5',
  warning: 'M10 7.5v5M10 15.2v.5',
  healthy: 'm6.3 10.2 2.6 2.6 4.8-5.2',
};

/** The mark of a health; the word stands beside it. What is only worked out is drawn hollow. */
export function HealthShape({ health, size = 20, isWorkedOut = false }: { health: Health; size?: number; isWorkedOut?: boolean }) {
  return (
    <svg class={`shape ${health}${isWorkedOut ? ' hollow' : ''}`} viewBox="0 0 20 20" width={size} height={size} aria-hidden="true">
      <path class="outline" d={outlines[health]} />
      <path class="sign" d={signs[health]} />
    </svg>
  );
}
