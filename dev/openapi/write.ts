import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { renderArtefacts } from './render-artefacts.ts';
import { renderClient } from './render-client.ts';

const root = new URL('../../', import.meta.url);

/** Files in `folder` that no longer belong there. */
function strayProblemPages(known: readonly string[]): string[] {
  return readdirSync(new URL('docs/problems/', root))
    .map((name) => `docs/problems/${name}`)
    .filter((path) => !known.includes(path));
}

if (import.meta.main) {
  const { version } = JSON.parse(readFileSync(new URL('package.json', root), 'utf8'));
  mkdirSync(new URL('docs/problems/', root), { recursive: true });
  const artefacts = renderArtefacts(version);
  for (const [path, text] of artefacts) writeFileSync(new URL(path, root), text);
  mkdirSync(new URL('client/', root), { recursive: true });
  for (const [path, text] of await renderClient()) writeFileSync(new URL(path, root), text);
  for (const path of strayProblemPages([...artefacts.keys()])) rmSync(new URL(path, root));
  console.log(`${artefacts.size} files written: openapi.json, the documentation page and a page for each problem`);
}
