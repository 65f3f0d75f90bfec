import { createGraphOperator } from '../../../lib/adapters/graph/create-graph-operator.ts';
import { createProvisioningLog } from '../../../lib/adapters/graph/read-provisioning-log.ts';
import { createTableStores } from '../../../lib/adapters/tables/create-stores.ts';
import { handleOperationMessage } from '../../../lib/application/operate/run/handle-operation-message.ts';
import type { Clock } from '../../../lib/application/ports/ports.ts';
import { createRightsReader } from '../../../lib/application/tenant/visible/rights-reader.ts';
import { createRecordingLog } from '../recording-log.ts';

/** What the process gets in its environment as `WORK`. */
export interface Work {
  connectionString: string;
  graphUrl: string;
  token: string;
  /** Of the identity that reads. */
  readerToken: string;
  message: unknown;
}

/** The worker of operations as a process of its own, so that it can be killed at any moment. */
if (import.meta.main) {
  const { connectionString, graphUrl, token, readerToken, message }: Work = JSON.parse(process.env.WORK ?? '{}');
  const log = createRecordingLog();
  const clock: Clock = {
    now: () => Date.now(),
    sleep: (delayInMs) => new Promise((resolve) => setTimeout(resolve, delayInMs)),
    random: () => 0,
  };
  const operator = createGraphOperator({ baseUrl: graphUrl, getToken: async () => token, clock });
  const provisioningLog = createProvisioningLog({ baseUrl: graphUrl, getToken: async () => readerToken, clock });
  const stores = createTableStores({ connection: { kind: 'connectionString', connectionString }, log });
  await handleOperationMessage(
    { ...stores, clock, log, operator, provisioningLog, rights: createRightsReader({ ...stores, clock }, 'optional') },
    message,
    'message',
  );
}
