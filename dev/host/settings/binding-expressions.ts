import type { RpcTypedData } from '../worker/core-contract.ts';

/** Replaces `%SETTING%` by the app setting of that name; a missing one is an error, as it is for the host. */
export function resolveSettings(text: string, env: NodeJS.ProcessEnv): string {
  return text.replace(/%([^%]+)%/g, (_, name: string) => {
    const value = env[name];
    if (value === undefined) throw new Error(`'%${name}%' does not resolve to a value: the setting ${name} is missing`);
    return value;
  });
}

/** Replaces `{name}` by the trigger's metadata of that name, whatever its case. */
export function resolveMetadata(text: string, metadata: Record<string, RpcTypedData>): string {
  return text.replace(/\{([^{}]+)\}/g, (_, name: string) => {
    const value = Object.entries(metadata).find(([key]) => key.toLowerCase() === name.toLowerCase())?.[1].string;
    if (value === undefined) throw new Error(`No value for the named parameter '${name}'`);
    return value;
  });
}
