import type { Tenant } from '../../../client/client.d.ts';
import { CopyButton } from '../../parts/copy-button.tsx';

/** Where an administrator of the tenant consents: to read, and where there is one, to the application that acts. */
export function ConsentAddress({ consent: { reader, operator } }: { consent: Tenant['consent'] }) {
  if (reader === undefined && operator === undefined)
    return <p class="quiet">Its own identity is given its permissions by who runs this service: there is no consent address.</p>;
  return (
    <ul class="plain">
      {reader && <Address url={reader} purpose="to read" />}
      {operator && <Address url={operator} purpose="to act, only if jobs are to be restarted from here" />}
    </ul>
  );
}

function Address({ url, purpose }: { url: string; purpose: string }) {
  return (
    <li class="consent-address">
      <span>Consent {purpose}:</span>
      <code>{url}</code>
      <span class="row">
        <CopyButton text={url} what={`the address of the consent ${purpose}`} />
        <a href={url} target="_blank" rel="noreferrer" aria-label={`Open the address of the consent ${purpose} (opens a new tab)`}>
          open <span aria-hidden="true">↗</span>
        </a>
      </span>
    </li>
  );
}
