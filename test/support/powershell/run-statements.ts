import type { Node } from 'web-tree-sitter';
import { evaluate } from './evaluate.ts';
import { child, childOf, faultAt, namedOf } from './parse.ts';
import { runCommand } from './run-command.ts';
import { assign, type Scope } from './scope.ts';
import { isTrue, itemsOf } from './values.ts';

/** What went down the pipe, and whether the rest of a loop's turn is left out. */
interface Ran {
  outputs: unknown[];
  goesOn?: true;
}

export async function runStatements(list: Node, scope: Scope): Promise<Ran> {
  const outputs: unknown[] = [];
  for (const statement of namedOf(list)) {
    const ran = await runStatement(statement, scope);
    outputs.push(...ran.outputs);
    if (ran.goesOn) return { outputs, goesOn: true };
  }
  return { outputs };
}

async function runStatement(node: Node, scope: Scope): Promise<Ran> {
  switch (node.type) {
    case 'empty_statement':
      return { outputs: [] };
    case 'pipeline':
      return { outputs: await runPipeline(node, scope) };
    case 'function_statement':
      scope.functions.set(child(node, 'function_name').text.toLowerCase(), child(node, 'script_block'));
      return { outputs: [] };
    case 'flow_control_statement':
      if (node.text !== 'continue') break;
      return { outputs: [], goesOn: true };
    case 'if_statement':
      if (childOf(node, 'else_clause') ?? childOf(node, 'elseif_clauses')) break;
      return isTrue(await evaluate(child(node, 'pipeline'), scope)) ? runBlock(child(node, 'statement_block'), scope) : { outputs: [] };
    case 'while_statement':
      return { outputs: await runWhile(node, scope) };
    case 'foreach_statement':
      return { outputs: await runForeach(node, scope) };
  }
  throw new Error(faultAt(node, `no meaning is known for ${node.type}`));
}

async function runWhile(node: Node, scope: Scope): Promise<unknown[]> {
  const outputs: unknown[] = [];
  while (isTrue(await evaluate(child(node, 'while_condition'), scope)))
    outputs.push(...(await runBlock(child(node, 'statement_block'), scope)).outputs);
  return outputs;
}

async function runForeach(node: Node, scope: Scope): Promise<unknown[]> {
  const outputs: unknown[] = [];
  for (const item of await runPipeline(child(node, 'pipeline'), scope)) {
    assign(scope, child(node, 'variable').text.slice(1), item);
    outputs.push(...(await runBlock(child(node, 'statement_block'), scope)).outputs);
  }
  return outputs;
}

async function runBlock(block: Node, scope: Scope): Promise<Ran> {
  const list = childOf(block, 'statement_list');
  return list === undefined ? { outputs: [] } : runStatements(list, scope);
}

/** What comes out of a pipe, or of an assignment: nothing. */
export async function runPipeline(node: Node, scope: Scope): Promise<unknown[]> {
  const assignment = childOf(node, 'assignment_expression');
  if (assignment !== undefined) {
    await runAssignment(assignment, scope);
    return [];
  }
  let items: unknown[] = [];
  for (const [index, stage] of namedOf(child(node, 'pipeline_chain')).entries()) {
    if (stage.type === 'command') items = await runCommand(stage, items, scope);
    else if (index === 0) items = itemsOf(await evaluate(stage, scope));
    else throw new Error(faultAt(stage, 'a value in the middle of a pipe'));
  }
  return items;
}

async function runAssignment(node: Node, scope: Scope): Promise<void> {
  const [target, operator, value] = namedOf(node);
  if (operator?.text !== '=' || value === undefined || !/^\$\w+$/.test(target?.text ?? ''))
    throw new Error(faultAt(node, 'no meaning is known for the assignment'));
  assign(scope, target?.text.slice(1) ?? '', await evaluate(value, scope));
}
