import { useMemo } from 'preact/hooks';
import type { NetworkDiagnosis } from '../../../client/client.d.ts';
import { HealthShape } from '../../pictures/shape.tsx';
import { counted, numberText } from '../../words/durations.ts';
import { judgeLines, type LineMeaning } from './judge-lines.ts';

const meaningNames = {
  refused: 'refused',
  reached: 'needed, reached',
  ignored: 'may be ignored',
  other: 'not judged',
} as const satisfies Record<LineMeaning, string>;

const order = ['refused', 'reached', 'ignored', 'other'] as const;

/** The text again, each line with what its host means. */
export function LinesCard({ text, diagnosis, isList }: { text: string; diagnosis: NetworkDiagnosis; isList: boolean }) {
  const { shown, counts, leftOut } = useMemo(() => judgeLines(text, diagnosis), [text, diagnosis]);
  const nameOf = (meaning: LineMeaning) => (isList && meaning === 'reached' ? 'needed' : meaningNames[meaning]);
  return (
    <section class="card">
      <h2>Line by line</h2>
      <ul class="legend">
        {order.map((meaning) => (
          <li key={meaning} class={`means ${meaning}`}>
            <LineMark meaning={meaning} />
            <span>
              <b class="numbers">{numberText(counts[meaning])}</b> {nameOf(meaning)}
            </span>
          </li>
        ))}
      </ul>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard. */}
      <ol class="log" aria-label="Lines" tabIndex={0}>
        {shown.map(({ number, meaning, text: line, leftOut: before }) => (
          <li key={number} class={meaning}>
            {before > 0 && <p class="left-out">{counted(before, 'line')} left out</p>}
            <span class="number">{number}</span>
            <LineMark meaning={meaning} />
            <code>{line}</code>
            <span class="meaning">{meaning !== 'other' && nameOf(meaning)}</span>
          </li>
        ))}
      </ol>
      {leftOut > 0 && (
        <p class="left-out">{counted(leftOut, 'more line')} left out: those that repeat what is shown, or name no host that is known.</p>
      )}
    </section>
  );
}

function LineMark({ meaning }: { meaning: LineMeaning }) {
  if (meaning === 'refused') return <HealthShape health="critical" size={14} />;
  if (meaning === 'reached') return <HealthShape health="healthy" size={14} />;
  return (
    <svg viewBox="0 0 20 20" width="14" height="14" aria-hidden="true" class="line-mark">
      <path d={meaning === 'ignored' ? 'M3 10h14' : 'M9 10h2'} />
    </svg>
  );
}
