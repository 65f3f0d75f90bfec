import { useMemo } from 'preact/hooks';
import type { Finding } from '../../../client/client.d.ts';
import { piecesOf } from './pieces.ts';

interface MarkedTextProps {
  text: string;
  findings: readonly Finding[];
  selected: number | undefined;
  onSelect: (finding: number) => void;
}

/** The text again, with what was recognised in it; each mark leads to its finding. */
export function MarkedText({ text, findings, selected, onSelect }: MarkedTextProps) {
  const pieces = useMemo(() => piecesOf(text, findings), [text, findings]);
  return (
    <section class="card">
      <h2>The text</h2>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard. */}
      <pre class="marked" tabIndex={0}>
        {pieces.map(({ start, text: part, finding }) =>
          finding === undefined ? (
            part
          ) : (
            <a
              key={start}
              href={`#finding-${finding}`}
              class={finding === selected ? 'hit selected' : 'hit'}
              data-finding={finding}
              onClick={(event) => {
                event.preventDefault();
                onSelect(finding);
              }}
            >
              {part}
              <sup>{finding + 1}</sup>
            </a>
          ),
        )}
      </pre>
    </section>
  );
}
