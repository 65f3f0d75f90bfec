import * as z from 'zod';
import type { DirectorySyncReader } from '../../application/ports/directory-sync.ts';
import type { RequestBudget } from '../../application/ports/request-budget.ts';
import { MalformedJobError } from './shapes/malformed-job-error.ts';
import { toOrganizationSync, toRoleHolder, toSyncSettings, toTenantDomain } from './shapes/to-directory-sync.ts';
import { type Paging, readPage } from './transport/collect-pages.ts';
import { createGraphClient, type GraphCall } from './transport/graph-client.ts';
import { malformedAnswer } from './transport/graph-errors.ts';
import type { GraphClientOptions, GraphRequest } from './transport/send-request.ts';

/** As many are kept by name; all of them are counted. */
const namedDomains = 100;

/** The directory synchronization of a tenant as Graph tells it, with a client of its own: what it is refused binds nobody else. */
export function createDirectorySyncReader(options: GraphClientOptions): DirectorySyncReader {
  const { clock } = options;
  const client = createGraphClient({ ...options, keepsToken: true });
  const ask = (tenantId: string, budget: RequestBudget, question: Question) =>
    collection(client.openCall(tenantId, budget), client.baseUrl, question);
  return {
    readOrganization: async (tenantId, budget) => {
      const entries = await ask(tenantId, budget, {
        operation: 'readOrganization',
        path: '/organization',
      });
      return understood('readOrganization', () => toOrganizationSync(entries.value[0], clock.now()));
    },
    // The reference of v1.0 does not list the member. https://learn.microsoft.com/graph/api/resources/organization?view=graph-rest-beta
    readLastPasswordSync: async (tenantId, budget) => {
      const path = '/organization?$select=id,onPremisesSyncEnabled,onPremisesLastPasswordSyncDateTime';
      const entries = await ask(tenantId, budget, {
        operation: 'readLastPasswordSync',
        path,
        version: 'beta',
      });
      return understood('readLastPasswordSync', () => toOrganizationSync(entries.value[0], clock.now()));
    },
    readSettings: async (tenantId, budget) => {
      const entries = await ask(tenantId, budget, {
        operation: 'readSyncSettings',
        path: '/directory/onPremisesSynchronization',
      });
      const [entry] = entries.value;
      return entry === undefined ? undefined : understood('readSyncSettings', () => toSyncSettings(entry));
    },
    readDomains: async (tenantId, budget) => {
      const path = '/domains?$select=id,authenticationType,isVerified,isDefault,isInitial';
      const { value, nextPath } = await ask(tenantId, budget, { operation: 'readDomains', path });
      const domains = understood('readDomains', () => value.map(toTenantDomain));
      return {
        domains: domains.slice(0, namedDomains),
        total: domains.length,
        verified: domains.filter(({ isVerified }) => isVerified).length,
        federated: domains.filter(({ authenticationType }) => authenticationType === 'Federated').length,
        // Every tenant has one: an answer without any is not all of them.
        ...((nextPath !== undefined || domains.length === 0) && { isTruncated: true }),
      };
    },
    readRoleHolders: async (tenantId, budget, cursor) => {
      const first = '/roleManagement/directory/roleAssignments?$expand=principal';
      const { value, nextPath } = await ask(tenantId, budget, {
        operation: 'readRoleHolders',
        path: cursor ?? first,
      });
      return { holders: understood('readRoleHolders', () => value.map(toRoleHolder)), ...(nextPath !== undefined && { cursor: nextPath }) };
    },
  };
}

type Question = Pick<GraphRequest, 'operation' | 'path' | 'version'>;

async function collection(call: GraphCall, baseUrl: string, { operation, path, version }: Question) {
  const pathPrefix = path.split('?')[0] ?? path;
  const paging: Paging = { operation, baseUrl, pathPrefix };
  const request = { operation, method: 'GET', path, isForMany: true, ...(version && { version }) } as const;
  const { body } = await call.send(request);
  return readPage(body, paging);
}

function understood<Value>(operation: string, read: () => Value): Value {
  try {
    return read();
  } catch (error) {
    if (error instanceof MalformedJobError || error instanceof z.ZodError)
      throw malformedAnswer(operation, 'The answer could not be understood.');
    throw error;
  }
}
