import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { createCertificate } from '../../../dev/authority/certificate.ts';
import { freePort, startAzurite } from './azurite-process.ts';

interface IdentityStorage {
  /** The settings of an app that reaches the account by its user-assigned identity, and by nothing else. */
  settings: Record<string, string>;
  certificatePem: string;
  /** What was asked of the identity endpoint: `{client id} {resource}`. */
  asked: string[];
  close(): Promise<void>;
}

const secret = 'header of this test only';
const startLimitInMs = 20_000;

/** A storage account that takes bearer tokens over https, and the endpoint of the platform that gives them to one identity alone. */
export async function startIdentityStorage(clientId: string): Promise<IdentityStorage> {
  const folder = mkdtempSync(join(tmpdir(), 'identity-storage-'));
  const { key, cert } = await createCertificate(Date.now(), 'storage');
  const [keyFile, certificateFile] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
  writeFileSync(keyFile, key);
  writeFileSync(certificateFile, cert);
  const accounts = `identity:${randomBytes(32).toString('base64')}`;
  const [table, queue] = await Promise.all(
    (['table', 'queue'] as const).map(async (service) => {
      const port = await freePort();
      const azurite = startAzurite({ service, port, folder, accounts, tokens: { keyFile, certificateFile } });
      await untilStarted(join(folder, `${service}.log`));
      return { ...azurite, url: `https://127.0.0.1:${port}/identity` };
    }),
  );
  const asked: string[] = [];
  const identity = await startIdentityEndpoint(clientId, asked);
  return {
    settings: {
      AzureWebJobsStorage__accountName: 'identity',
      AzureWebJobsStorage__queueServiceUri: queue?.url ?? '',
      AzureWebJobsStorage__tableServiceUri: table?.url ?? '',
      AzureWebJobsStorage__credential: 'managedidentity',
      AzureWebJobsStorage__clientId: clientId,
      IDENTITY_ENDPOINT: identity.url,
      IDENTITY_HEADER: secret,
    },
    certificatePem: cert,
    asked,
    close: async () => {
      await Promise.all([table?.stop(), queue?.stop(), identity.close()]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

// https://learn.microsoft.com/azure/app-service/overview-managed-identity#rest-endpoint-reference
async function startIdentityEndpoint(clientId: string, asked: string[]): Promise<{ url: string; close(): void }> {
  const server = createServer((request, response) => {
    const { searchParams } = new URL(request.url ?? '/', 'http://127.0.0.1');
    const resource = searchParams.get('resource') ?? '';
    asked.push(`${searchParams.get('client_id')} ${resource}`);
    const isKnown = request.headers['x-identity-header'] === secret && searchParams.get('client_id') === clientId;
    const expiresAt = Math.floor(Date.now() / 1_000) + 3_600;
    const body = isKnown
      ? { access_token: storageToken(expiresAt), expires_on: String(expiresAt), resource, token_type: 'Bearer', client_id: clientId }
      : { statusCode: 400, message: 'No User Assigned or Delegated Managed Identity found for specified ClientId/ResourceId/PrincipalId.' };
    response.writeHead(isKnown ? 200 : 400, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const close = () => {
    server.close();
    server.closeAllConnections();
  };
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/msi/token`, close };
}

// The emulator judges issuer, audience and times, and cannot know the keys of Entra.
function storageToken(expiresAt: number): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const times = { iat: expiresAt - 3_900, nbf: expiresAt - 3_900, exp: expiresAt };
  const claims = { aud: 'https://storage.azure.com', iss: 'https://sts.windows.net/11111111-1111-4111-8111-111111111111/', ...times };
  return `${part({ alg: 'RS256', typ: 'JWT' })}.${part(claims)}.c2lnbmF0dXJl`;
}

async function untilStarted(log: string): Promise<void> {
  for (const end = Date.now() + startLimitInMs; !/successfully (started|listens)/.test(readFileSync(log, 'utf8')); await delay(50)) {
    if (Date.now() > end) throw new Error(`Azurite did not start:\n${readFileSync(log, 'utf8')}`);
  }
}
