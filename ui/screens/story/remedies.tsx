import type { Advice, Explanation } from '../../../client/client.d.ts';
import { minute } from '../../api/clock.ts';
import { MenuPaths } from '../../parts/menu-paths.tsx';
import { zone } from '../../parts/preferences.ts';
import { Sources } from '../../parts/sources.tsx';
import { Causes, Steps } from '../../parts/steps.tsx';
import { NetworkHint } from './network-hint.tsx';
import { saidPlainly } from './said-plainly.ts';

/** What to do next, step by step. */
export function Remedies({ advice, explanation }: { advice: Advice | undefined; explanation: Explanation | undefined }) {
  const said = advice && beyondSteps(advice.why, explanation?.remedies);
  return (
    <section class="card next">
      <h2>Do this next</h2>
      {said && (
        <p>
          <MenuPaths text={saidPlainly(said, minute.value, zone.value)} />
        </p>
      )}
      {explanation && <Steps steps={explanation.remedies} />}
      <NetworkHint advice={advice} />
      {explanation && <Causes causes={explanation.causes} />}
      {explanation && <Sources sources={explanation.sources} />}
    </section>
  );
}

/** What the advice says that the first step does not say again: it may stand after what was tried before. */
function beyondSteps(why: string, remedies: readonly string[] = []): string {
  const [first = ''] = remedies;
  return first === ''
    ? why
    : why
        .split(first)
        .map((part) => part.trim())
        .filter(Boolean)
        .join(' ');
}
