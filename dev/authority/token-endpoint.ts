import { jwtVerify } from 'jose';
import type { Application, World } from '../graph/model/model.ts';
import { exchangeAudience, graphAudience, signGraphToken, tokenLifetimeInSeconds } from '../graph/tokens/graph-token.ts';
import type { KeyRing } from '../graph/tokens/keys.ts';
import type { Reply } from '../graph/wire/reply.ts';
import { aadstsError } from './aadsts-error.ts';

interface Refusal {
  status: number;
  error: string;
  number: number;
  text: string;
}

async function assertedSubject(assertion: string, keys: KeyRing, nowInMs: number): Promise<string | undefined> {
  try {
    const options = { algorithms: ['RS256'], audience: exchangeAudience, currentDate: new Date(nowInMs) };
    return (await jwtVerify(assertion, keys.identity.publicKey, options)).payload.sub;
  } catch {
    return undefined;
  }
}

async function refuseCredential(
  form: URLSearchParams,
  application: Application,
  keys: KeyRing,
  nowInMs: number,
): Promise<Refusal | undefined> {
  const invalid = { status: 401, error: 'invalid_client' };
  const assertion = form.get('client_assertion');
  if (assertion !== null) {
    const subject = await assertedSubject(assertion, keys, nowInMs);
    if (subject === undefined)
      return {
        ...invalid,
        number: 700027,
        text: 'The certificate with identifier used to sign the client assertion is not registered on application.',
      };
    if (application.federatedSubjects.includes(subject)) return undefined;
    return {
      ...invalid,
      number: 700213,
      text: `No matching federated identity record found for presented assertion subject '${subject}'.`,
    };
  }
  const secret = form.get('client_secret');
  if (secret === null)
    return {
      ...invalid,
      number: 7000218,
      text: "The request body must contain the following parameter: 'client_assertion' or 'client_secret'.",
    };
  if (application.secret !== undefined && secret === application.secret) return undefined;
  return { ...invalid, number: 7000215, text: 'Invalid client secret provided.' };
}

/** Client credentials only. https://learn.microsoft.com/entra/identity-platform/v2-oauth2-client-creds-grant-flow */
export async function answerTokenRequest(tenantId: string, form: URLSearchParams, world: World, keys: KeyRing): Promise<Reply> {
  const nowInMs = world.now();
  const refuse = ({ status, error, number, text }: Refusal) => aadstsError(status, error, number, text, nowInMs);
  const tenant = world.tenants.get(tenantId);
  if (!tenant)
    return refuse({
      status: 400,
      error: 'invalid_request',
      number: 90002,
      text: `Tenant '${tenantId}' not found. Check to make sure you have the correct tenant ID.`,
    });
  if (form.get('grant_type') !== 'client_credentials')
    return refuse({ status: 400, error: 'unsupported_grant_type', number: 70003, text: 'The app requested an unsupported grant type.' });
  if (form.get('scope') !== `${graphAudience}/.default`) {
    return refuse({
      status: 400,
      error: 'invalid_resource',
      number: 500011,
      text: `The resource principal named ${form.get('scope')} was not found in the tenant named ${tenant.displayName}.`,
    });
  }
  const clientId = form.get('client_id')?.toLowerCase() ?? '';
  const application = world.applications.find((candidate) => candidate.clientId === clientId);
  const roles = tenant.grants[clientId];
  // An application nobody consented to has no service principal in the tenant, so the tenant does not know it.
  if (!application || !roles) {
    const text = `Application with identifier '${clientId}' was not found in the directory '${tenant.displayName}'. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant.`;
    return refuse({ status: 400, error: 'unauthorized_client', number: 700016, text });
  }
  const refusal = await refuseCredential(form, application, keys, nowInMs);
  if (refusal) return refuse(refusal);
  const token = await signGraphToken(keys, { tenantId, clientId, roles }, nowInMs);
  return {
    status: 200,
    body: { token_type: 'Bearer', expires_in: tokenLifetimeInSeconds, ext_expires_in: tokenLifetimeInSeconds, access_token: token },
  };
}
