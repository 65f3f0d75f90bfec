import type { Release } from './releases.ts';

function named(title: string, names: readonly string[]): string[] {
  return names.length === 0 ? [] : [`**${title}** (${names.length}): ${names.map((name) => `\`${name}\``).join(', ')}\n`];
}

function renderRelease({ version, date, entries, added, changed, removed }: Release, first: boolean): string {
  const changes = first
    ? ['The first version that is counted.\n']
    : [...named('Added', added), ...named('Changed', changed), ...named('Removed', removed)];
  return [`## ${version}\n`, `${date}, ${entries} entries.\n`, ...changes].join('\n');
}

/** The page `docs/catalogue-changelog.md`: which entries came, changed and went, newest first. */
export function renderChangelog(releases: readonly Release[]): string {
  const parts = releases.map((release, place) => renderRelease(release, place === releases.length - 1));
  return `# Changes of the error catalogue

Which entries each version added, changed and removed, newest first. A version is its date and a fingerprint of everything the entries
say; \`GET /errors\`, [the page](error-catalogue.md) and [the download](error-catalogue.json) name it. Written by \`npm run catalogue\`.

${parts.join('\n')}`;
}
