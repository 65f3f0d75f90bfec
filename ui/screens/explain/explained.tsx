import { type ReadonlySignal, useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { TextExplanation } from '../../../client/client.d.ts';
import { linkTo } from '../../address/link-to.ts';
import { EarlierText } from '../../parts/form/earlier-text.tsx';
import type { Pasted } from '../../parts/form/paste-box.tsx';
import { counted } from '../../words/durations.ts';
import { FindingCard } from './finding-card.tsx';
import { MarkedText } from './marked-text.tsx';

interface ExplainedProps {
  text: string;
  /** What the field holds by now. */
  pasted: ReadonlySignal<Pasted>;
  explanation: TextExplanation;
}

/** What is known of a text: the answer first, then the findings beside the text. */
export function Explained({ text, pasted, explanation }: ExplainedProps) {
  const { value: findings, unknownCodes } = explanation;
  const selected = useSignal<number | undefined>(undefined);
  const answer = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    selected.value = undefined;
    // Whoever asked is led to the answer, which stands below what they gave.
    answer.current?.focus();
  }, [explanation]);
  const lead = (finding: number, to: string) => {
    selected.value = finding;
    const goal = document.querySelector<HTMLElement>(to);
    goal?.focus({ preventScroll: true });
    goal?.scrollIntoView({ block: 'center' });
  };
  return (
    <>
      <section class="card explained">
        <h2 class="verdict" tabIndex={-1} ref={answer}>
          {sentenceOf(explanation)}
        </h2>
        <EarlierText asked={text} pasted={pasted} />
        <UnknownCodes codes={unknownCodes} />
      </section>
      <div class="story">
        {findings.length > 0 && (
          <ol class="column" aria-label="Findings">
            {findings.map((finding, index) => (
              <FindingCard
                key={`${finding.family}/${finding.code}`}
                finding={finding}
                index={index}
                text={text}
                isSelected={selected.value === index}
                onShow={() => lead(index, `.hit[data-finding="${index}"]`)}
              />
            ))}
          </ol>
        )}
        <div class="column aside beside">
          <MarkedText
            text={text}
            findings={findings}
            selected={selected.value}
            onSelect={(finding) => lead(finding, `#finding-${finding} h2`)}
          />
        </div>
      </div>
    </>
  );
}

function sentenceOf({ value, unknownCodes }: TextExplanation): string {
  const [first] = value;
  if (first !== undefined) {
    return value.length === 1 ? `One finding: ${first.title}.` : `${counted(value.length, 'finding')}, the best first: ${first.title}.`;
  }
  return unknownCodes.length > 0
    ? 'Nothing of it is in the catalogue.'
    : 'Nothing in it is known: no code and no wording of the catalogue.';
}

function UnknownCodes({ codes }: { codes: TextExplanation['unknownCodes'] }) {
  if (codes.length === 0) return null;
  return (
    <p>
      {codes.map(({ family, code }, index) => (
        <span key={`${family}/${code}`}>
          {index > 0 && ', '}
          <code>{code}</code>
        </span>
      ))}{' '}
      {codes.length === 1 ? 'is' : 'are'} not in the catalogue; the {codes.length === 1 ? 'code was' : 'codes were'} noted, the text was
      not. <a href={linkTo('catalogue', {}, { view: 'seen' })}>What else was seen and is unknown</a>
    </p>
  );
}
