import type { Advice, Explanation } from '../../../../client/client.d.ts';
import { minute } from '../../../api/clock.ts';
import { Sources } from '../../../parts/explanation/sources.tsx';
import { Causes, Steps } from '../../../parts/explanation/steps.tsx';
import { zone } from '../../../parts/preferences.ts';
import { saidPlainly } from '../said-plainly.ts';
import { aroundStep } from './around-step.ts';
import { NetworkHint } from './network-hint.tsx';

/** What to do next, step by step. */
export function Remedies({ advice, explanation }: { advice: Advice | undefined; explanation: Explanation | undefined }) {
  const [before, after] = aroundStep(advice?.why ?? '', explanation?.remedies);
  return (
    <section class="card next">
      <h2>Do this next</h2>
      <Said text={before} />
      {explanation && <Steps steps={explanation.remedies} />}
      <Said text={after} />
      <NetworkHint advice={advice} />
      {explanation && <Causes causes={explanation.causes} />}
      {explanation && <Sources sources={explanation.sources} />}
    </section>
  );
}

function Said({ text }: { text: string }) {
  return text === '' ? null : <p>{saidPlainly(text, minute.value, zone.value)}</p>;
}
