import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { hostsToTry } from '../../../dev/connectivity/hosts-to-try.ts';
import { renderScript } from '../../../dev/connectivity/render-script.ts';
import { checkResults, checkSteps } from '../../../lib/domain/connectivity/check/check-line.ts';
import { readCheckLine } from '../../../lib/domain/connectivity/check/read-check-line.ts';
import { createHostMatcher } from '../../../lib/domain/connectivity/match/match-host.ts';
import { readTarget } from '../../../lib/domain/connectivity/match/read-target.ts';
import { products } from '../../../lib/domain/connectivity/tables/endpoint-row.ts';
import { endpointsOf, isNeeded } from '../../../lib/domain/connectivity/tables/endpoints.ts';
import { descendants, parsePowershell } from '../../support/powershell/parse.ts';

const at = (path: string) => new URL(`../../../${path}`, import.meta.url);
const read = (path: string) => readFileSync(at(path), 'utf8');
const script = read('docs/check-connectivity.ps1');
const nodes = descendants(await parsePowershell(script));
const commands = nodes.filter(({ type }) => type === 'command');
const nameOf = (command: (typeof commands)[number]) => command.childForFieldName('command_name')?.text ?? '';

describe('the script for the server', () => {
  it('is current: run npm run catalogue', () => {
    expect(script).toBe(renderScript(read('dev/connectivity/check-connectivity.template.ps1')));
  });

  it('is read alike by every PowerShell: ASCII, line feeds, and nothing that 5.1 does not have', () => {
    expect(script).toMatch(/^[\n\x20-\x7e]+$/);
    expect(script).toMatch(/^#Requires -Version 5\.1\n/);
    expect(nodes.filter(({ type }) => type === 'pipeline_chain_tail')).toEqual([]);
  });

  it.each(['$a = $b ?? 1', '$a = $b ? 1 : 2', '$a ??= 1', '$a?.Name', 'if ($a) {', 'function f([string] $a { }'])(
    'could not hold %j: the grammar refuses it',
    async (line) => {
      await expect(parsePowershell(`${script}\n${line}\n`)).rejects.toThrow('not understood');
    },
  );

  it('runs only commands that read, so that it changes nothing', () => {
    const own = nodes.filter(({ type }) => type === 'function_name').map(({ text }) => text);
    expect(own.length).toBeGreaterThan(8);
    const others = [...new Set(commands.map(nameOf))].filter((name) => !own.includes(name));
    expect(others.sort()).toEqual(
      [
        'ForEach-Object',
        'Get-Command',
        'Get-Content',
        'Join-Path',
        'New-Object',
        'Resolve-DnsName',
        'Set-StrictMode',
        'Test-Path',
        'Where-Object',
      ].sort(),
    );
  });

  it('writes only the steps and results that are read', () => {
    const written = commands.filter((command) => ['Format-Check', 'Format-Fault'].includes(nameOf(command)));
    const words = written.map(({ text }) => text.split(/\s+/).slice(1));
    expect(words.length).toBeGreaterThan(12);
    const literal = (word = '') => /^\w+$/.test(word);
    for (const [way, step, , result] of words) {
      if (literal(way)) expect(['direct', 'proxy']).toContain(way);
      if (literal(step)) expect(checkSteps).toContain(step);
      if (literal(result)) expect(checkResults).toContain(result);
    }
    for (const [, word] of script.matchAll(/\$(?:step|result) = .*?'(\w+)'/g)) expect([...checkSteps, ...checkResults]).toContain(word);
  });

  it.each(products)('tries every row of %s, or says that it cannot', (product) => {
    const { targets, untried } = hostsToTry(product);
    const block = new RegExp(`'${product}' = @\\(([^)]*)\\)`, 'g');
    const written = [...script.matchAll(block)].map(([, list = '']) => [...list.matchAll(/'([^']+)'/g)].map(([, text]) => text));
    expect(written).toEqual([targets, untried]);
    const tried = targets.map((text) => readTarget(text) ?? { host: '' });
    for (const row of endpointsOf({ product }).filter((row) => isNeeded(row) && row.listedToday !== null)) {
      const match = createHostMatcher([row]);
      const isTried = tried.some(({ host, port }) => match(host, port).length > 0);
      expect([row.id, isTried || untried.includes(`${row.pattern}:${row.port}`)]).toEqual([row.id, true]);
    }
  });

  it('could have written the samples', () => {
    const { targets, untried } = hostsToTry('connect');
    const hosts = targets.map((text) => readTarget(text)?.host);
    for (const sample of readdirSync(at('test/fixtures/connectivity')).filter((file) => file.startsWith('check-'))) {
      for (const line of read(`test/fixtures/connectivity/${sample}`).trimEnd().split('\n').map(readCheckLine)) {
        if (line?.kind === 'check') expect(hosts).toContain(line.host);
        if (line?.kind === 'skipped') expect(untried).toContain(`${line.pattern}:${line.port}`);
      }
    }
  });
});
