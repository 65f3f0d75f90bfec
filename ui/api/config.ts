import { base } from '../address/screens.ts';

/** What the page has to know before it may ask the API. */
export interface Config {
  authMode: 'entra' | 'none';
  /** The tenant's place at the authority. */
  authority?: string;
  clientId?: string;
  scope?: string;
  pollIntervalInSeconds: number;
  version: string;
}

let config: Promise<Config> | undefined;

/** Asked once; the page's head asks for it already, while the script is on its way. */
export function readConfig(): Promise<Config> {
  config ??= fetch(`${base}/config.json`).then(async (answer) => {
    if (!answer.ok) throw new Error(`The service answered ${answer.status}.`);
    return (await answer.json()) as Config;
  });
  config.catch(() => {
    config = undefined;
  });
  return config;
}
