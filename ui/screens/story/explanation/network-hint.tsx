import type { Advice } from '../../../../client/client.d.ts';
import { linkTo } from '../../../address/link-to.ts';

/** Where the advice is to look after the agents, the way from their server to Microsoft may be closed: the catalogue decides of which codes. */
export function NetworkHint({ advice }: { advice: Advice | undefined }) {
  if (advice?.action !== 'checkAgents') return null;
  return (
    <p>
      Does their server reach Microsoft? <a href={linkTo('connectivity', {}, { product: 'cloud-sync' })}>Check firewall and proxy</a>
    </p>
  );
}
