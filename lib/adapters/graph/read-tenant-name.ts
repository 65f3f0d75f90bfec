import * as z from 'zod';
import { cleanText } from '../../domain/clean-text.ts';
import { UpstreamError } from '../../domain/errors.ts';
import type { GraphClient } from './transport/graph-client.ts';

const OrganizationSchema = z.object({ value: z.array(z.object({ displayName: z.string().nullish() })) });

/**
 * The tenant's name as its people know it; undefined when there is none to be read, for which the permission `Organization.Read.All` may
 * be missing: a name is a courtesy, so its absence is no failure.
 * https://learn.microsoft.com/graph/api/organization-list
 * @throws UpstreamError only when Graph named a time before which it wants no further request.
 */
export async function readTenantName(client: GraphClient, tenantId: string): Promise<string | undefined> {
  try {
    const path = '/organization?$select=displayName';
    const { body } = await client.openCall(tenantId).send({ operation: 'readTenantName', method: 'GET', path });
    const name = OrganizationSchema.safeParse(body).data?.value[0]?.displayName;
    return name ? cleanText(name, 256) : undefined;
  } catch (error) {
    if (error instanceof UpstreamError && error.evidence.retryAfterInMs === undefined) return undefined;
    throw error;
  }
}
