import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { runToEnd, startChild } from '../../../dev/start/child-process.ts';

/** The files of the page as they are sent, bytes. */
export interface PageFiles {
  /** What the page itself names, and nothing that those would ask for in turn: the browser's test counts the requests. */
  named: string[];
  first: number;
  /** What all screens need together; the sign-in is weighed by itself, and absent where nobody signs in. */
  all: number;
  signIn: number;
}

/** Builds the page and weighs it. */
export async function weighPage(): Promise<PageFiles> {
  const folder = mkdtempSync(join(tmpdir(), 'entra-sync-status-page-'));
  const options = {
    name: 'The build',
    script: 'build.mjs',
    args: [folder, '--kept'],
    env: process.env,
    readySign: ' built:',
    onLine: () => undefined,
  };
  try {
    await runToEnd(startChild(options), () => undefined);
    return filesIn(join(folder, 'ui'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function filesIn(folder: string): PageFiles {
  const names = readdirSync(folder);
  const together = (chosen: readonly string[]) => chosen.reduce((sum, name) => sum + statSync(join(folder, name)).size, 0);
  const page = brotliDecompressSync(readFileSync(join(folder, 'index.html.br'))).toString();
  const named = [...page.matchAll(/\/api\/ui\/([\w-]+\.(?:js|css))"/g)].map(([, name]) => name ?? '');
  return {
    named,
    first: together([...named, 'index.html'].map((name) => `${name}.br`)),
    // The script for servers and the runbook lie beside them for whoever opens them; no screen loads them.
    all: together(names.filter((name) => /(?<!\.ps1|\.md)\.br$/.test(name) && !name.startsWith('sign-in'))),
    signIn: together(names.filter((name) => name.startsWith('sign-in'))),
  };
}
