/**
 * The section of the changelog that tells of a release.
 * @throws where the tag is another version, or nothing was written down.
 */
export function releaseNotes(changelog: string, version: string, tag: string | undefined): string {
  if (tag !== undefined && tag !== `v${version}`) throw new Error(`The tag is ${tag}, but package.json says ${version}`);
  const sections = changelog.split(/^## /m).slice(1);
  const wanted = tag === undefined ? [`[${version}]`, '[Unreleased]'] : [`[${version}]`];
  const section = wanted.map((title) => sections.find((each) => each.startsWith(title))).find(Boolean);
  if (section === undefined) throw new Error(`CHANGELOG.md has no section [${version}]`);
  return `${section.slice(section.indexOf('\n')).trim()}\n`;
}
