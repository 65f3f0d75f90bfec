import { createDirectoryAuditLog } from './adapters/graph/read-directory-audits.ts';
import { createProvisioningLog } from './adapters/graph/read-provisioning-log.ts';
import { createReportPace } from './adapters/graph/transport/report-pace.ts';
import { createTokenSource } from './adapters/identity/create-token-source.ts';
import { readerIdentity } from './connections.ts';
import type { Foundation, Reports } from './foundation.ts';
import { requestTimeoutInMs } from './pacing.ts';

/** The reports of Graph, with the identity that reads. Graph counts them together, so whoever asks for one in this process shares their pace. */
export function composeReports({ settings, clock, log }: Pick<Foundation, 'settings' | 'clock' | 'log'>): Reports {
  const { getToken } = createTokenSource(readerIdentity(settings), { clock, log });
  const reading = { baseUrl: settings.GRAPH_BASE_URL, getToken, clock, log, timeoutInMs: requestTimeoutInMs(settings) };
  const pace = createReportPace(clock);
  return { provisioningLog: createProvisioningLog(reading, pace), directoryAuditLog: createDirectoryAuditLog(reading, pace) };
}
