import { networkSections } from './network-sections.ts';

/** The page `docs/network.md`: the tables and the rules that hosts and logs are judged by. */
export function renderNetwork(): string {
  const sections = networkSections().map(({ anchor, title, body }) => `<a id="${anchor}"></a>\n\n## ${title}\n\n${body}\n`);
  return `# The network: hosts, logs and rules

What [lists of hosts and proxy logs](connectivity.md) are judged by, each with its page and the date of the copy that was read. The same is
served by \`GET /connectivity/endpoints\`. Written by \`npm run catalogue\`; edit the data in \`lib/domain/connectivity/tables\`.

${sections.join('\n')}`;
}
