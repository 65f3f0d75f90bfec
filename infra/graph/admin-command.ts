import type { DirectoryRequest } from './directory.ts';

/** The request as a command for somebody who may: for bash, as Azure Cloud Shell has it (PowerShell takes the quotes out of a body). */
export function adminCommand(baseUrl: string, { method, path, body, headers }: DirectoryRequest): string {
  const all = { 'content-type': 'application/json', ...headers };
  const parts = [
    `az rest --method ${method} --url "${baseUrl}/v1.0${path}"`,
    ...Object.entries(all).map(([name, value]) => `--headers "${name}=${value}"`),
    ...(body === undefined ? [] : [`--body '${JSON.stringify(body).replaceAll("'", '\\u0027')}'`]),
  ];
  return parts.join(' ');
}
