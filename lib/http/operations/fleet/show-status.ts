import { getFleetStatus } from '../../../application/show/fleet/get-fleet-status.ts';
import { defined } from '../../../domain/optional.ts';
import { statusDocument } from '../../documents/status-document.ts';
import { noInput } from '../../request/no-input.ts';
import type { OperationInput } from '../define-operation.ts';

/** Answers with the fleet in numbers; no schema is loaded for it. */
export const showStatus = {
  role: 'Reader',
  path: noInput,
  query: noInput,
  async handle({ deps, caller, baseUrl }: Pick<OperationInput, 'deps' | 'caller' | 'baseUrl'>) {
    const { pollIntervalInMs, seedTenantIds, consent } = deps.settings;
    const status = await getFleetStatus(deps, { visible: caller.visible, pollIntervalInMs, ...defined({ seedTenantIds }) });
    const body = statusDocument(status, { baseUrl, pollIntervalInMs, consent });
    return { readAt: () => status.readAt, body: () => body };
  },
} as const;
