import * as z from 'zod';
import { cleanText } from '../../domain/clean-text.ts';
import { UpstreamError } from '../../domain/errors.ts';
import type { ServicePrincipal } from '../../domain/job/synchronization-job.ts';
import { collectPages, type Paging, readPage } from './transport/collect-pages.ts';
import type { GraphCall, GraphClient } from './transport/graph-client.ts';
import { malformedAnswer } from './transport/graph-errors.ts';
import { checkNextLink } from './transport/next-link.ts';

// Gallery templates of cloud sync, AD to Entra ID and Entra ID to AD; in tenants of 2019 and 2020 the first is also
// the id of a shared application.
const inboundTemplateId = '1a4721b3-e57f-4451-ae87-ef078703ec94';
const groupWritebackTemplateId = 'fb81332f-3eca-4ecf-a939-4278e501d330';
const filters = [
  `applicationTemplateId eq '${inboundTemplateId}'`,
  `applicationTemplateId eq '${groupWritebackTemplateId}'`,
  `appId eq '${inboundTemplateId}'`,
];

const select = '$select=id,appId,displayName,applicationTemplateId';
const collectionPath = '/servicePrincipals';
const listPath = `${collectionPath}?$top=999&${select}`;

const optionalText = z.string().nullish().catch(undefined);
const ServicePrincipalSchema = z.object({
  id: z.string().regex(/^[\w.-]{1,128}$/),
  appId: optionalText,
  displayName: optionalText,
  applicationTemplateId: optionalText,
});

/**
 * The service principals that provision by their template or as the legacy shared application.
 * A tenant that refuses the filter (400) is read whole and filtered here.
 * https://learn.microsoft.com/graph/api/serviceprincipal-list
 */
export async function findServicePrincipals(client: GraphClient, tenantId: string): Promise<ServicePrincipal[]> {
  const call = client.openCall(tenantId);
  const paging = { operation: 'findServicePrincipals', baseUrl: client.baseUrl, pathPrefix: collectionPath };
  const found: ServicePrincipal[] = [];
  try {
    for (const filter of filters) {
      const path = `${collectionPath}?$filter=${encodeURIComponent(filter)}&${select}`;
      found.push(...(await collect(call, path, paging)));
    }
  } catch (error) {
    if (!(error instanceof UpstreamError && error.evidence.status === 400)) throw error;
    return (await collect(call, listPath, paging)).filter(isProvisioning);
  }
  return [...new Map(found.map((servicePrincipal) => [servicePrincipal.id, servicePrincipal])).values()];
}

/**
 * One page (up to 999) of all service principals. `cursor` is a path and query on Graph's origin, never a whole address.
 * @throws UpstreamError (rejected) for a cursor that is not one of ours.
 */
export async function listServicePrincipals(
  client: GraphClient,
  tenantId: string,
  cursor?: string,
): Promise<{ value: ServicePrincipal[]; cursor?: string }> {
  const paging = { operation: 'listServicePrincipals', baseUrl: client.baseUrl, pathPrefix: collectionPath };
  const path = cursor === undefined ? listPath : checkCursor(cursor, paging);
  const { body } = await client.openCall(tenantId).send({ operation: paging.operation, method: 'GET', path, isForMany: true });
  const page = readPage(body, paging);
  if (page.nextPath !== undefined && page.nextPath === path)
    throw malformedAnswer(paging.operation, 'The pages of the collection form a loop.');
  const value = page.value.map((entry) => toServicePrincipal(entry, paging.operation));
  return { value, ...(page.nextPath !== undefined && { cursor: page.nextPath }) };
}

async function collect(call: GraphCall, path: string, paging: Paging): Promise<ServicePrincipal[]> {
  const { body } = await call.send({ operation: paging.operation, method: 'GET', path, isForMany: true });
  const entries = await collectPages(call, readPage(body, paging), paging);
  return entries.map((entry) => toServicePrincipal(entry, paging.operation));
}

function checkCursor(cursor: string, paging: Paging): string {
  const path = cursor.startsWith('/')
    ? checkNextLink(`${new URL(paging.baseUrl).origin}/v1.0${cursor}`, paging.baseUrl, paging.pathPrefix)
    : undefined;
  if (path === undefined) throw malformedAnswer(paging.operation, 'The stored position in the list is not one of Graph; nothing was sent.');
  return path;
}

// An entry without a usable id fails the page: leaving it out would hide its jobs.
function toServicePrincipal(entry: unknown, operation: string): ServicePrincipal {
  const { data } = ServicePrincipalSchema.safeParse(entry);
  if (data === undefined) throw malformedAnswer(operation, 'A service principal in the list has no usable id.');
  return {
    id: data.id,
    ...(data.appId && { appId: cleanText(data.appId, 128) }),
    displayName: cleanText(data.displayName || data.appId || data.id, 256),
    ...(data.applicationTemplateId && { applicationTemplateId: cleanText(data.applicationTemplateId, 128) }),
  };
}

function isProvisioning({ appId, applicationTemplateId }: ServicePrincipal): boolean {
  const template = applicationTemplateId?.toLowerCase();
  return template === inboundTemplateId || template === groupWritebackTemplateId || appId?.toLowerCase() === inboundTemplateId;
}
