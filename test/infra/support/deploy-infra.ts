import { readFileSync } from 'node:fs';
import { type Deployment, deployBicep } from '../../support/bicep/deploy.ts';

const main = 'infra/main.bicep';

/** A change of one file's text, for a test that wants to see it refused. */
export interface Edit {
  file: string;
  from: string;
  to: string;
}

/** What `azd provision` would deploy with these values in its environment. */
export async function deployInfra(environment: Record<string, string> = {}, edit?: Edit): Promise<Deployment> {
  const read = (path: string): string => {
    const text = readFileSync(path, 'utf8');
    if (path !== edit?.file) return text;
    if (!text.includes(edit.from)) throw new Error(`${path} does not contain ${edit.from}`);
    return text.replace(edit.from, edit.to);
  };
  const given = { AZURE_ENV_NAME: 'prod', AZURE_LOCATION: 'westeurope', ...environment };
  const { parameters } = JSON.parse(substitute(read('infra/main.parameters.json'), given));
  const values = Object.entries<{ value: unknown }>(parameters).map(([name, { value }]) => [name, value]);
  return deployBicep(main, Object.fromEntries(values), read);
}

// As azd does: `${NAME}` and `${NAME=default}`; a name that is not set is empty.
function substitute(text: string, environment: Record<string, string>): string {
  return text.replace(/\$\{(\w+)(?:=([^}]*))?\}/g, (_all, name: string, byDefault = '') => environment[name] || byDefault);
}

/** The names that an installer may set in the environment of azd. */
export function environmentNames(): string[] {
  return [...readFileSync('infra/main.parameters.json', 'utf8').matchAll(/\$\{(\w+)/g)].map(([, name]) => name ?? '');
}
