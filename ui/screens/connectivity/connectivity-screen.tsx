import { useSignal } from '@preact/signals';
import type { NetworkDiagnosis } from '../../../client/client.d.ts';
import { withQuery } from '../../address/link-to.ts';
import { useQuestion } from '../../api/ask.ts';
import { Title } from '../../frame/title.tsx';
import type { Pasted } from '../../parts/form/paste-box.tsx';
import { Part } from '../../parts/problem/parts.tsx';
import { Refusal } from '../../parts/problem/refusal.tsx';
import type { ScreenProps } from '../screen.ts';
import { AskCard, type Given } from './ask-card.tsx';
import { DiagnosisView } from './diagnosis-view.tsx';
import { entriesOf } from './kind-of-text.ts';
import { productNames, productOf, products } from './products.ts';
import { FirewallCard, ScriptCard } from './server-card.tsx';

/** Is it the firewall, the proxy, or us? What somebody sees on their side is judged by what has to be open. */
export function ConnectivityScreen({ query }: ScreenProps) {
  const chosen = productOf(query);
  const pasted = useSignal<Pasted>({ text: '' });
  const { ask, askAgain, isAsking, answered, refused } = useQuestion<Given, NetworkDiagnosis>(
    '/api/v1/connectivity/diagnose',
    ({ isList, text }) => ({ ...(isList ? { hosts: entriesOf(text) } : { log: text }), ...(chosen && { product: chosen }) }),
  );
  // What was judged for one product says nothing of the other.
  const judged = chosen === undefined || answered.value?.told.product === chosen ? answered.value : undefined;
  return (
    <>
      <Title text="Connectivity" />
      <div class="headline">
        <h1 tabIndex={-1}>Is it the firewall, the proxy, or us?</h1>
        <ul class="segments products" aria-label="Product">
          {products.map((product) => (
            <li key={product}>
              <a href={withQuery(location, { product })} aria-current={product === (chosen ?? 'connect')}>
                {productNames[product]}
              </a>
            </li>
          ))}
        </ul>
      </div>
      <div class="story">
        <div class="column">
          <AskCard pasted={pasted} isAsking={isAsking.value} onAsk={(given) => void ask(given)} />
        </div>
        {(isAsking.value || refused.value || judged) && (
          <div class="column answer">
            <Refusal refused={refused.value} onTry={askAgain} />
            {isAsking.value
              ? !refused.value && <div class="bone block" role="status" aria-label="Loading" />
              : judged && (
                  <Part key={judged}>
                    <DiagnosisView given={judged.asked} pasted={pasted} diagnosis={judged.told} />
                  </Part>
                )}
          </div>
        )}
        <div class="column aside">
          <ScriptCard product={chosen ?? 'connect'} />
          <FirewallCard product={chosen ?? 'connect'} />
        </div>
      </div>
    </>
  );
}
