import type { ReadonlySignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { NetworkDiagnosis } from '../../../client/client.d.ts';
import { EarlierText } from '../../parts/form/earlier-text.tsx';
import type { Pasted } from '../../parts/form/paste-box.tsx';
import { HealthShape } from '../../pictures/shape.tsx';
import { numberText } from '../../words/durations.ts';
import { healthNames } from '../../words/healths.ts';
import { AdviceCard } from './advice-card.tsx';
import type { Given } from './ask-card.tsx';
import { HostsCard } from './hosts-card.tsx';
import { LinesCard } from './lines-card.tsx';
import { PhasesCard } from './phases-card.tsx';
import { productsInText } from './products.ts';
import { verdictOf } from './verdict.ts';

interface DiagnosisViewProps {
  given: Given;
  /** What the field holds by now. */
  pasted: ReadonlySignal<Pasted>;
  diagnosis: NetworkDiagnosis;
}

/** What a text tells of the way to Microsoft: the answer first, then what to do, then what it rests on. */
export function DiagnosisView({ given, pasted, diagnosis }: DiagnosisViewProps) {
  const { isList, text } = given;
  const { health, sentence } = verdictOf(diagnosis, isList);
  const { lines, product } = diagnosis;
  const answer = useRef<HTMLHeadingElement>(null);
  // Whoever asked is led to the answer, which stands below what they gave.
  useEffect(() => answer.current?.focus(), [diagnosis]);
  return (
    <>
      <section class={`card wrong ${health}`}>
        <h2 class="verdict" tabIndex={-1} ref={answer}>
          <HealthShape health={health} size={24} />
          <span class="unseen">{healthNames[health]}: </span>
          <span>{sentence}</span>
        </h2>
        <p class="quiet">
          <EarlierText asked={text} pasted={pasted} />
          Judged by what {productsInText[product]} needs. Lines: {numberText(lines.understood)} understood,{' '}
          {numberText(lines.notUnderstood)} not.
        </p>
      </section>
      <AdviceCard advice={diagnosis.advice} />
      <PhasesCard diagnosis={diagnosis} />
      <HostsCard diagnosis={diagnosis} isList={isList} />
      <LinesCard text={text} diagnosis={diagnosis} isList={isList} />
    </>
  );
}
