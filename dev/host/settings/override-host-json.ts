const prefix = /^AzureFunctionsJobHost(?:__|:)/i;

/**
 * `host.json` with what app settings such as `AzureFunctionsJobHost__extensions__http__routePrefix` put in its place; names are compared
 * ignoring case. https://learn.microsoft.com/azure/azure-functions/functions-host-json#override-hostjson-values
 */
export function overrideHostJson(document: unknown, env: NodeJS.ProcessEnv): unknown {
  return Object.entries(env)
    .filter(([name]) => prefix.test(name))
    .reduce((root, [name, text]) => overridden(root, name.replace(prefix, '').split(/__|:/), text ?? ''), document);
}

function overridden(value: unknown, [first, ...rest]: string[], text: string): unknown {
  if (first === undefined) return boundValue(text);
  const section = typeof value === 'object' && value !== null ? value : {};
  const [key, held] = Object.entries(section).find(([name]) => name.toLowerCase() === first.toLowerCase()) ?? [first];
  return { ...section, [key]: overridden(held, rest, text) };
}

// The host binds numbers and switches from texts.
function boundValue(text: string): unknown {
  if (/^-?\d+$/.test(text)) return Number(text);
  return /^(?:true|false)$/i.test(text) ? text.toLowerCase() === 'true' : text;
}
