import { randomUUID } from 'node:crypto';
import type { Node } from 'web-tree-sitter';
import { childOf, faultAt, namedOf } from './parse.ts';
import { lookup, type Scope } from './scope.ts';
import { compare, isTrue, memberOf, textOf } from './values.ts';

/** The value of an expression. What the subset in use does not need is an error, never a guess. */
export async function evaluate(node: Node, scope: Scope): Promise<unknown> {
  switch (node.type) {
    case 'variable':
      return lookup(scope, node.text.slice(1));
    case 'verbatim_string_characters':
      return node.text.slice(1, -1).replaceAll("''", "'");
    case 'expandable_string_literal':
      return expand(node, scope);
    case 'decimal_integer_literal':
      return Number(node.text);
    case 'generic_token':
      return node.text;
    case 'hash_literal_expression':
      return hashOf(node, scope);
    case 'parenthesized_expression':
      return evaluate(first(node), scope);
    case 'pipeline':
    case 'statement_list':
      return oneOf(await scope.outputsOf(node, scope));
    default:
      return evaluateCompound(node, scope);
  }
}

async function evaluateCompound(node: Node, scope: Scope): Promise<unknown> {
  const parts = namedOf(node);
  const [left, right] = [first(node), parts.at(-1) ?? first(node)];
  switch (parts.length === 1 && node.childCount === 1 ? 'layer' : node.type) {
    // The grammar wraps a value in a layer for each precedence.
    case 'layer':
      return evaluate(left, scope);
    case 'array_literal_expression':
      return Promise.all(parts.map((part) => evaluate(part, scope)));
    case 'member_access':
      return memberOf(await evaluate(left, scope), right.text);
    case 'element_access':
      return memberOf(await evaluate(left, scope), await evaluate(right, scope));
    case 'invokation_expression':
      return invoke(node, scope);
    case 'cast_expression':
      return cast(node, await evaluate(right, scope), left.text);
    case 'expression_with_unary_operator':
      if (node.firstChild?.text.toLowerCase() === '-not') return !isTrue(await evaluate(right, scope));
      break;
    case 'comparison_expression': {
      const holds = compare(parts[1]?.text ?? '', await evaluate(left, scope), await evaluate(right, scope));
      if (holds !== undefined) return holds;
    }
  }
  throw new Error(faultAt(node, `no meaning is known for ${node.type}`));
}

/** The value of what came down a pipe. */
function oneOf(outputs: readonly unknown[]): unknown {
  return outputs.length > 1 ? outputs : outputs[0];
}

async function expand(node: Node, scope: Scope): Promise<string> {
  if (node.text.includes('`')) throw new Error(faultAt(node, 'no meaning is known for a backtick'));
  let from = node.startIndex + 1;
  let text = '';
  for (const part of namedOf(node)) {
    text += node.text.slice(from - node.startIndex, part.startIndex - node.startIndex);
    text += textOf(await evaluate(childOf(part, 'statement_list') ?? part, scope));
    from = part.endIndex;
  }
  return text + node.text.slice(from - node.startIndex, -1);
}

async function hashOf(node: Node, scope: Scope): Promise<Record<string, unknown>> {
  const body = childOf(node, 'hash_literal_body');
  const entries = body === undefined ? [] : namedOf(body);
  const pairs: [string, unknown][] = [];
  for (const entry of entries) {
    const [key, value] = namedOf(entry);
    if (key === undefined || value === undefined) throw new Error(faultAt(entry, 'an entry without key or value'));
    const name = key.namedChildren[0]?.type === 'simple_name' ? key.text : textOf(await evaluate(key, scope));
    pairs.push([name, await evaluate(value, scope)]);
  }
  return Object.fromEntries(pairs);
}

/** The methods that the scripts call. */
async function invoke(node: Node, scope: Scope): Promise<unknown> {
  const [target, member, given] = namedOf(node);
  if (target?.text === '[uri]' && member?.text === 'EscapeDataString' && given !== undefined)
    return encodeURIComponent(textOf(await evaluate(childOf(given, 'argument_expression_list') ?? given, scope)));
  if (target?.text === '[guid]' && member?.text === 'NewGuid') return randomUUID();
  if (target?.text === '$PSCmdlet' && member?.text === 'ShouldProcess') return true;
  if (target !== undefined && member?.text === 'ToString') return textOf(await evaluate(target, scope));
  throw new Error(faultAt(node, 'no meaning is known for the method'));
}

/** A value as the type that is written before it. */
export function cast(node: Node, value: unknown, type: string): unknown {
  switch (type.toLowerCase()) {
    case '[uri]':
      return new URL(textOf(value));
    case '[int]':
      if (Number.isNaN(Number(textOf(value)))) throw new Error(faultAt(node, `${textOf(value)} is no number`));
      return Number(textOf(value));
    case '[string]':
      return textOf(value);
    case '[securestring]':
    case '[pscustomobject]':
      return value;
    default:
      throw new Error(faultAt(node, `no meaning is known for ${type}`));
  }
}

function first(node: Node): Node {
  const [child] = namedOf(node);
  if (child === undefined) throw new Error(faultAt(node, `no meaning is known for ${node.type}`));
  return child;
}
