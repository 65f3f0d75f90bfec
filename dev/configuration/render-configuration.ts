import { ConfigurationError } from '../../lib/domain/errors.ts';
import { readSettings, type Settings } from '../../lib/settings.ts';
import { settingTexts } from './setting-texts.ts';

const anyId = '11111111-1111-4111-8111-111111111111';
const least = { AzureWebJobsStorage: 'account', HOME_TENANT_ID: anyId, AUTH_AUDIENCE: anyId, AUTH_TENANT_IDS: anyId };

/** docs/configuration.md: the default and what is accepted are asked of the schema itself. */
export function renderConfiguration(): string {
  const rows = Object.entries(settingTexts).map(
    ([name, text]) => `| \`${name}\` | ${defaultOf(name as keyof Settings)} | ${acceptedBy(name)} | ${text} |`,
  );
  return `${[preface, ['| Setting | Default | Accepts | Meaning |', '|---|---|---|---|', ...rows].join('\n'), routePrefix, permissions].join('\n\n')}\n`;
}

function defaultOf(name: keyof Settings): string {
  const value = name in least ? undefined : readSettings(least)[name];
  return value === undefined || Array.isArray(value) ? '–' : `\`${value}\``;
}

/** What the refusal of nonsense says to give instead. */
function acceptedBy(name: string): string {
  try {
    readSettings({ ...least, [name]: '\u0001' });
    return 'text';
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    const fault = error.faults.find((each) => each.startsWith(`${name}: give `));
    return fault?.slice(`${name}: give `.length).replace(/^(?:an?|the) |, such as \S+/g, '') ?? 'text';
  }
}

const preface = `<!-- Generated from lib/settings.ts by \`npm run openapi\`; what a setting means is in dev/configuration/setting-texts.ts. -->

# Configuration

Settings are environment variables (app settings in Azure, \`Values\` of a settings file locally). They are read once, when the app starts. Every fault is listed at once with how to mend it, and the start is refused; a value is never repeated, because it may be a secret. \`local.settings.sample.json\` shows each of them with a safe value; an empty value counts as absent.`;

const routePrefix =
  'The prefix of the routes is no setting: links, documents and probes rely on `/api`, so another one in `host.json`, or `AzureFunctionsJobHost__extensions__http__routePrefix`, refuses the start.';

const permissions = `## Permissions

Reader application: \`Synchronization.Read.All\` and \`Application.Read.All\`, application permissions with admin consent in every watched tenant. Operator application: \`Synchronization.ReadWrite.All\`.
\`Application.ReadWrite.OwnedBy\` is documented as enough but is refused in practice for applications it does not own. All permissions, and how they are given: [deploy.md](deploy.md#permissions).`;
