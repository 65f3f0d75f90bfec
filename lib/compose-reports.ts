import { createProvisioningLog } from './adapters/graph/read-provisioning-log.ts';
import { createTokenSource } from './adapters/identity/create-token-source.ts';
import type { ProvisioningLog } from './application/ports/provisioning-log.ts';
import { readerIdentity } from './connections.ts';
import type { Foundation } from './foundation.ts';
import { requestTimeoutInMs } from './pacing.ts';

/** The reports of Graph, with the identity that reads. Whoever asks for one in this process shares the pace of it. */
export function composeReports({ settings, clock, log }: Pick<Foundation, 'settings' | 'clock' | 'log'>): ProvisioningLog {
  const { getToken } = createTokenSource(readerIdentity(settings), { clock, log });
  return createProvisioningLog({ baseUrl: settings.GRAPH_BASE_URL, getToken, clock, log, timeoutInMs: requestTimeoutInMs(settings) });
}
