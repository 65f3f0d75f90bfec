import { createAskPermission } from '../adapters/graph/ask-permission.ts';
import { createDirectoryAuditLog } from '../adapters/graph/read-directory-audits.ts';
import { createProvisioningLog } from '../adapters/graph/read-provisioning-log.ts';
import { createReportPace } from '../adapters/graph/transport/report-pace.ts';
import { createTokenSource } from '../adapters/identity/acquire/create-token-source.ts';
import { readerIdentity } from './connections.ts';
import type { Foundation, Reading } from './foundation.ts';
import { requestTimeoutInMs } from './pacing.ts';

/**
 * What everybody in this process shares who asks Graph with the identity that reads: its tokens, so that a tenant costs one an hour, and the
 * reports, which Graph counts together.
 */
export function composeReading({ settings, clock, log }: Pick<Foundation, 'settings' | 'clock' | 'log'>): Reading {
  const { getToken } = createTokenSource(readerIdentity(settings), { clock, log });
  const options = { baseUrl: settings.GRAPH_BASE_URL, getToken, clock, log, timeoutInMs: requestTimeoutInMs(settings) };
  const pace = createReportPace(clock);
  return {
    readerToken: getToken,
    provisioningLog: createProvisioningLog(options, pace),
    directoryAuditLog: createDirectoryAuditLog(options, pace),
    askPermission: createAskPermission(options, pace),
  };
}
