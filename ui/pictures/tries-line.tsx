import type { TriesPicture, TryMark } from './tries.ts';

/** Failed tries as crossed circles, the next as a full diamond where Graph names it, expected ones hollow and dashed. */
export function TriesLine({ picture, label }: { picture: TriesPicture; label: string }) {
  const scale = (x: number) => x * 0.56;
  const nowX = scale(picture.nowX);
  return (
    <svg class="tries" viewBox="0 0 560 44" role="img" aria-label={label}>
      <path class="past" d={`M6 22H${nowX}`} />
      <path class="future" d={`M${nowX} 22H554`} />
      <path class="now" d={`M${nowX} 4v36`} />
      {picture.marks.map(({ at, x, kind }) => (
        <path key={at} class={`try ${kind}`} d={shapeOf(kind, scale(x))} />
      ))}
    </svg>
  );
}

function shapeOf(kind: TryMark['kind'], x: number): string {
  if (kind === 'failed') return `M${x - 8} 22a8 8 0 1 1 16 0a8 8 0 1 1 -16 0M${x - 3.5} 18.5l7 7m0 -7l-7 7`;
  return `M${x} 13l9 9l-9 9l-9 -9z`;
}
