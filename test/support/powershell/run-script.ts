import type { Node } from 'web-tree-sitter';
import { cast, evaluate } from './evaluate.ts';
import { childOf, faultAt, namedOf, parsePowershell } from './parse.ts';
import { runPipeline, runStatements } from './run-statements.ts';
import { assign, type Outside, type Scope } from './scope.ts';

interface ScriptRun {
  /** What the script put out. */
  outputs: unknown[];
  /** What it told as errors and went on after. */
  errors: string[];
}

/**
 * Carries out a script where no PowerShell can be had: its tree is walked, and its requests leave as `Invoke-RestMethod` would send them.
 * It knows what the examples use; everything else is an error, never a guess.
 */
export async function runScript(text: string, given: Readonly<Record<string, unknown>>, outside: Outside): Promise<ScriptRun> {
  const root = await parsePowershell(text);
  const scope: Scope = { variables: new Map(), functions: new Map(), errors: [], outside, outputsOf };
  for (const [name, value] of Object.entries({ true: true, false: false, null: undefined })) assign(scope, name, value);
  const block = childOf(root, 'param_block');
  await bindParameters(block === undefined ? [] : namedOf(childOf(block, 'parameter_list') ?? block), given, scope);
  const list = childOf(root, 'statement_list');
  return { outputs: list === undefined ? [] : await outputsOf(list, scope), errors: scope.errors };
}

async function outputsOf(node: Node, scope: Scope): Promise<unknown[]> {
  return node.type === 'pipeline' ? runPipeline(node, scope) : (await runStatements(node, scope)).outputs;
}

async function bindParameters(parameters: readonly Node[], given: Readonly<Record<string, unknown>>, scope: Scope): Promise<void> {
  const left = new Map(Object.entries(given).map(([name, value]) => [name.toLowerCase(), value]));
  for (const parameter of parameters) {
    const name = childOf(parameter, 'variable')?.text.slice(1) ?? '';
    const attributes = namedOf(childOf(parameter, 'attribute_list') ?? parameter).map((node) => node.text);
    const fallback = childOf(parameter, 'script_parameter_default')?.lastChild ?? undefined;
    const key = name.toLowerCase();
    if (!left.has(key) && attributes.some((text) => /\bMandatory\b/.test(text))) throw new Error(faultAt(parameter, `${name} is missing`));
    const value = left.has(key) || fallback === undefined ? left.get(key) : await evaluate(fallback, scope);
    left.delete(key);
    const type = attributes.find((text) => /^\[\w+\]$/.test(text));
    assign(scope, name, type === undefined ? value : cast(parameter, value, type));
  }
  if (left.size > 0) throw new Error(`the script has no parameter ${[...left.keys()].join()}`);
}
