import type { Product } from '../../../client/client.d.ts';
import script from '../../../docs/check-connectivity.ps1';
import { useFollowing } from '../../api/use-resource.ts';
import { CopyButton } from '../../parts/copy-button.tsx';
import { ProblemNote } from '../../parts/problem/problem-note.tsx';
import { counted } from '../../words/durations.ts';
import { productsInText } from './products.ts';

/** What a firewall has to let through, ready to paste. */
export function FirewallCard({ product }: { product: Product }) {
  const rules = useFollowing<string>(`/api/v1/connectivity/endpoints?product=${product}&format=firewall`);
  const text = rules.body.value;
  if (rules.problem.value) return <ProblemNote problem={rules.problem.value} />;
  return (
    <section class="card rules-card">
      <h2>What has to be open</h2>
      <p class="quiet">
        {text === undefined
          ? 'Being read.'
          : `${counted(text.trim().split('\n').length, 'rule')} for ${productsInText[product]}, one a line.`}
      </p>
      {text !== undefined && (
        <>
          <p>
            <CopyButton text={text} what="the firewall rules" label="Copy firewall rules" isLink={false} />
          </p>
          <details>
            <summary>Show them</summary>
            {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard. */}
            <pre tabIndex={0}>{text}</pre>
          </details>
        </>
      )}
    </section>
  );
}

/** The script that looks from the server itself. */
export function ScriptCard({ product }: { product: Product }) {
  return (
    <section class="card">
      <h2>Look from the server itself</h2>
      <p>
        The script changes nothing and needs no rights. Run it once as yourself and once as the service account, and paste what it prints.
      </p>
      <p class="row">
        <a class="button" href={script} download="check-connectivity.ps1">
          Download check-connectivity.ps1
        </a>
        <a href={script} target="_blank" rel="noreferrer">
          Read it first
        </a>
      </p>
      <pre>{`.\\check-connectivity.ps1${product === 'connect' ? '' : ` -Product ${product}`} | clip`}</pre>
    </section>
  );
}
