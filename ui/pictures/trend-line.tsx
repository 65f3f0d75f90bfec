import { escrowLimit, type TrendPicture } from './trend.ts';

/** Failing objects over the same axis as the states; broken where nothing was read. */
export function TrendLine({ picture, from, to, label }: { picture: TrendPicture; from: number; to: number; label: string }) {
  const { runs, top } = picture;
  const x = (at: number) => Math.round(((at - from) / (to - from)) * 960);
  const y = (count: number) => Math.round(70 - (count / top) * 66);
  return (
    <svg class="trend" viewBox="0 0 960 72" preserveAspectRatio="none" role="img" aria-label={label}>
      {top > escrowLimit && <path class="limit" d={`M0 ${y(escrowLimit)}H960`} />}
      {runs.map((run) => (
        <path
          key={run[0]?.at}
          class="run"
          d={run.map(({ at, count }, index) => `${index === 0 ? 'M' : 'L'}${x(at)} ${y(count)}`).join('') + (run.length === 1 ? 'h4' : '')}
        />
      ))}
    </svg>
  );
}
