import { request } from 'node:https';
import { type Authority, startAuthority } from '../../dev/authority/start-authority.ts';
import type { World } from '../../dev/graph/model/model.ts';
import type { SharedState } from '../../dev/graph/server/shared-state.ts';
import { clients } from '../../dev/graph/world/clients.ts';
import { toIdentityError } from '../../lib/adapters/identity/acquire/identity-errors.ts';
import type { RequestToken } from '../../lib/adapters/identity/acquire/request-token.ts';
import type { Clock } from '../../lib/application/ports/ports.ts';
import { runMarker } from './witness/marker.ts';

export interface Tokens {
  requestToken: RequestToken;
  close(): Promise<void>;
}

const clientSecret = `${runMarker} of the local authority`;

/** Tokens of the local authority, asked for over https with a client secret. */
export async function tokensOfAuthority(world: World, shared: SharedState, clock: Pick<Clock, 'now'>): Promise<Tokens> {
  const application = world.applications.find(({ clientId }) => clientId === clients.readerClientId);
  if (application !== undefined) application.secret = clientSecret;
  const authority = await startAuthority({ port: 0, world, shared });
  const requestToken: RequestToken = async (tenantId) => {
    const answer = await post(authority, `/${tenantId}/oauth2/v2.0/token`).catch((error: unknown) => {
      throw toIdentityError(error, 'authority', authority.url);
    });
    if (typeof answer.access_token !== 'string') {
      throw toIdentityError(new Error(String(answer.error_description ?? answer.error)), 'authority', authority.url);
    }
    return { token: answer.access_token, expiresOnTimestamp: clock.now() + Number(answer.expires_in) * 1000 };
  };
  return { requestToken, close: authority.close };
}

function post(authority: Authority, path: string): Promise<Record<string, unknown>> {
  const form = new URLSearchParams({
    grant_type: 'client_credentials',
    scope: 'https://graph.microsoft.com/.default',
    client_id: clients.readerClientId,
    client_secret: clientSecret,
  });
  return new Promise((resolve, reject) => {
    const options = { method: 'POST', ca: authority.certificatePem, agent: false } as const;
    const sent = request(`${authority.url}${path}`, options, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => {
        text += chunk;
      });
      response.on('end', () => resolve(JSON.parse(text)));
    });
    sent.on('error', reject);
    sent.end(form.toString());
  });
}
