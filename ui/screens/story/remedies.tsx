import type { Advice, Explanation } from '../../../client/client.d.ts';
import { MenuPaths } from '../../parts/menu-paths.tsx';
import { Sources } from '../../parts/sources.tsx';
import { Causes, Steps } from '../../parts/steps.tsx';
import { NetworkHint } from './network-hint.tsx';

/** What to do next, step by step. */
export function Remedies({ advice, explanation }: { advice: Advice | undefined; explanation: Explanation | undefined }) {
  const said = advice && beyondSteps(advice.why, explanation?.remedies);
  return (
    <section class="card next">
      <h2>Do this next</h2>
      {said && (
        <p>
          <MenuPaths text={said} />
        </p>
      )}
      {explanation && <Steps steps={explanation.remedies} />}
      <NetworkHint advice={advice} />
      {explanation && <Causes causes={explanation.causes} />}
      {explanation && <Sources sources={explanation.sources} />}
    </section>
  );
}

/** What the advice says that the first step does not say again. */
function beyondSteps(why: string, remedies: readonly string[] = []): string {
  const [first = ''] = remedies;
  return first !== '' && why.startsWith(first) ? why.slice(first.length).trim() : why;
}
