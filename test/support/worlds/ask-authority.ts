import { readFileSync } from 'node:fs';
import { request } from 'node:https';
import type { RunningWorld } from './start-world.ts';

/** Sends to the authority of a running demo, whose certificate was made at the start. */
export function askAuthority(url: string, body: string, apiPort: number): Promise<Record<string, string>> {
  const ca = readFileSync(`.local/demo-${apiPort}/authority.pem`);
  return new Promise((resolve, reject) => {
    const sent = request(url, { method: 'POST', ca, agent: false }, (response) => {
      let text = '';
      response.on('data', (chunk) => {
        text += chunk;
      });
      response.on('end', () => resolve(JSON.parse(text)));
    });
    sent.on('error', reject).end(body);
  });
}

/** Asks for a token, as a test outside of this project would. */
export async function mintToken({ urls }: RunningWorld, body: object): Promise<string> {
  return (await askAuthority(`${urls.authority}/_tokens`, JSON.stringify(body), Number(new URL(urls.api).port))).token ?? '';
}
