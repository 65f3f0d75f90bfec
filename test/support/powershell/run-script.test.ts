import { describe, expect, it } from '@jest/globals';
import { runScript } from './run-script.ts';

const outside = { fetch: () => Promise.reject(new Error('nobody asks')), sleep: async () => {} };
const outputsOf = async (text: string, given: Record<string, unknown> = {}) => (await runScript(text, given, outside)).outputs;

describe('a script of PowerShell', () => {
  it.each([
    ['"$($job.Name)/restart"', ['a/restart']],
    ["'it''s'", ["it's"]],
    ["@{ Name = 'x' }.name", ['x']],
    ['$nothing.of.it', []],
    ["'Running' -notin 'Succeeded', 'failed'", [true]],
    ["'FAILED' -in 'Succeeded', 'failed'", [true]],
    ["'ad.contoso.com' -like 'AD.*'", [true]],
    ['-not $job.none', [true]],
    ['[int] $job.count', [3]],
    ['$job.list[1]', ['second']],
    ['[uri]::EscapeDataString("$($job.name) & é")', ['a%20%26%20%C3%A9']],
  ])('%s', async (expression, value) => {
    const job = "$job = @{ name = 'a'; count = '3'; list = 'first', 'second' }";
    expect(await outputsOf(`${job}\n${expression}`)).toEqual(value);
  });

  it('puts out the items of a list one by one, and keeps to itself what a function sets', async () => {
    const script = "function Get-Job {\n$at = 'inside'\n@{ n = 1 }, @{ n = 2 }\n}\n$at = 'outside'\nGet-Job | Where-Object n -eq 2\n$at";
    expect(await outputsOf(script)).toEqual([{ n: 2 }, 'outside']);
  });

  it('demands its parameters, knows no others, and gives each the type that is written', async () => {
    const script = 'param([Parameter(Mandatory)] [uri] $Api, [int] $Size = 7)\n$Api.IsLoopback\n$Size';
    expect(await outputsOf(script, { api: 'http://127.0.0.1:1/api' })).toEqual([true, 7]);
    await expect(outputsOf(script)).rejects.toThrow('line 1: Api is missing');
    await expect(outputsOf(script, { Api: 'https://example.org', Sise: 1 })).rejects.toThrow('no parameter sise');
  });

  it.each([
    ['Remove-Item x', 'no meaning is known for the command'],
    ['try { 1 } catch { 2 }', 'no meaning is known for try_statement'],
    ['$a += 1', 'no meaning is known for the assignment'],
    ['"a`n"', 'no meaning is known for a backtick'],
    ['1 -shl 2', 'no meaning is known'],
    ['[datetime] 1', 'no meaning is known for [datetime]'],
    ['Start-Sleep -Minutes 1', 'the parameter Minutes is unknown'],
    ['if ($a) { 1 ', 'not understood'],
  ])('%s is refused, not guessed at', async (script, refusal) => {
    await expect(outputsOf(`\n${script}`)).rejects.toThrow(`line 2: ${refusal}`);
  });
});
