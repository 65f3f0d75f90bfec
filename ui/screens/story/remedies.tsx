import type { Advice, Explanation } from '../../../client/client.d.ts';
import { MenuPaths } from '../../parts/menu-paths.tsx';
import { Sources } from '../../parts/sources.tsx';
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
      {explanation && explanation.remedies.length > 0 && (
        <ol class="steps">
          {explanation.remedies.map((remedy) => (
            <li key={remedy}>
              <MenuPaths text={remedy} />
            </li>
          ))}
        </ol>
      )}
      <NetworkHint advice={advice} />
      {explanation && explanation.causes.length > 0 && (
        <details>
          <summary>What usually causes it</summary>
          <ul class="causes">
            {explanation.causes.map((cause) => (
              <li key={cause}>{cause}</li>
            ))}
          </ul>
        </details>
      )}
      {explanation && <Sources sources={explanation.sources} />}
    </section>
  );
}

/** What the advice says that the first step does not say again. */
function beyondSteps(why: string, remedies: readonly string[] = []): string {
  const [first = ''] = remedies;
  return first !== '' && why.startsWith(first) ? why.slice(first.length).trim() : why;
}
