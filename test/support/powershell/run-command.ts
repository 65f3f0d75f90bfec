import type { Node } from 'web-tree-sitter';
import { cmdlets } from './cmdlets.ts';
import { evaluate } from './evaluate.ts';
import { child, childOf, faultAt, namedOf } from './parse.ts';
import { innerScope, type Scope } from './scope.ts';

/** A command of the script's own, or one of PowerShell's. */
export async function runCommand(node: Node, input: unknown[], scope: Scope): Promise<unknown[]> {
  const name = child(node, 'command_name').text;
  const body = scope.functions.get(name.toLowerCase());
  const elements = childOf(node, 'command_elements');
  const given = (elements === undefined ? [] : namedOf(elements)).filter(({ type }) => type !== 'command_argument_sep');
  if (body !== undefined) {
    if (given.length > 0 || childOf(body, 'param_block'))
      throw new Error(faultAt(node, 'no meaning is known for parameters of a function'));
    return scope.outputsOf(child(child(body, 'script_block_body'), 'statement_list'), innerScope(scope));
  }
  const cmdlet = cmdlets[name.toLowerCase()];
  if (cmdlet === undefined) throw new Error(faultAt(node, 'no meaning is known for the command'));
  return cmdlet.run(await bind(given, cmdlet, scope), input, scope);
}

/** The arguments of a command by the names of its parameters, those of `@table` among them. */
async function bind(
  given: readonly Node[],
  { known, positions = [] }: (typeof cmdlets)[string],
  scope: Scope,
): Promise<Map<string, unknown>> {
  const bound = new Map<string, unknown>();
  const set = (node: Node, name: string, value: unknown) => {
    const key = name.toLowerCase();
    if (!known.includes(key) || bound.has(key)) throw new Error(faultAt(node, `the parameter ${name} is unknown or given twice`));
    bound.set(key, value);
  };
  const rest = [...given];
  const free = [...positions];
  for (let node = rest.shift(); node !== undefined; node = rest.shift()) {
    if (node.text.startsWith('@') && !node.text.startsWith('@{')) {
      const table = (await evaluate(node, scope)) ?? {};
      for (const [name, value] of Object.entries(table)) set(node, name, value);
    } else if (node.type === 'command_parameter') {
      const next = rest.shift();
      if (next === undefined || next.type === 'command_parameter') throw new Error(faultAt(node, 'a parameter without a value'));
      set(node, node.text.slice(1), await evaluate(next, scope));
    } else set(node, free.shift() ?? '', await evaluate(node, scope));
  }
  return bound;
}
