import type { Node } from 'web-tree-sitter';
import { callFunction } from './functions.ts';
import { memberOf } from './references.ts';
import { asText } from './runtime.ts';
import type { Scope } from './scope.ts';

/** The value of an expression. What the subset in use does not need is an error, never a guess. */
export function evaluate(node: Node, scope: Scope): unknown {
  switch (node.type) {
    case 'string':
      return textOf(node, scope);
    case 'number':
      return Number(node.text);
    case 'boolean':
      return node.text === 'true';
    case 'null':
      return null;
    case 'identifier':
      return scope.lookup(node.text);
    case 'parenthesized_expression':
      return evaluate(only(node), scope);
    case 'array':
      return namedOf(node).map((item) => evaluate(item, scope));
    case 'object':
      return Object.fromEntries(namedOf(node).map((property) => propertyOf(property, scope)));
    default:
      return evaluateCompound(node, scope);
  }
}

function evaluateCompound(node: Node, scope: Scope): unknown {
  switch (node.type) {
    case 'member_expression': {
      const isSafe = node.children.some((child) => child?.type === '.?');
      const name = field(node, 'property').text;
      const object = evaluate(field(node, 'object'), scope);
      // The grammar reads `x => x.name` as `(x => x).name`; a function has no members, so only the former can be meant.
      return typeof object === 'function'
        ? (...values: unknown[]) => memberOf(object(...values), name, isSafe)
        : memberOf(object, name, isSafe);
    }
    case 'subscript_expression': {
      const isSafe = node.children.some((child) => child?.type === '?');
      return memberOf(evaluate(field(node, 'object'), scope), evaluate(field(node, 'index'), scope), isSafe);
    }
    case 'ternary_expression':
      return evaluate(field(node, evaluate(field(node, 'condition'), scope) === true ? 'consequence' : 'alternative'), scope);
    case 'unary_expression': {
      const value = evaluate(field(node, 'argument'), scope);
      return field(node, 'operator').text === '!' ? value !== true : -Number(value);
    }
    case 'binary_expression':
      return binary(node, scope);
    case 'lambda_expression':
      return lambda(node, scope);
    case 'for_statement':
      return loop(node, scope, (body, inner) => evaluate(body, inner));
    case 'call_expression':
      return callFunction(
        field(node, 'function').text,
        namedOf(field(node, 'arguments')).map((argument) => evaluate(argument, scope)),
        scope,
      );
    default:
      throw new Error(`line ${node.startPosition.row + 1}: no meaning is known for ${node.type} ${JSON.stringify(node.text.slice(0, 60))}`);
  }
}

// The parts between interpolations are cut from the source: the tree leaves out their outer blanks.
function textOf(node: Node, scope: Scope): string {
  if (node.text.startsWith("'''")) return node.text.slice(3, -3).replace(/^\r?\n/, '');
  const start = node.startIndex;
  let from = 1;
  let text = '';
  for (const part of namedOf(node).filter(({ type }) => type === 'interpolation')) {
    text += withoutEscapes(node.text.slice(from, part.startIndex - start)) + asText(evaluate(only(part), scope));
    from = part.endIndex - start;
  }
  return text + withoutEscapes(node.text.slice(from, -1));
}

const escapes: Record<string, string> = { n: '\n', r: '\r', t: '\t', '\\': '\\', "'": "'", $: '$' };

function withoutEscapes(text: string): string {
  return text.replace(/\\u\{([0-9a-f]+)\}|\\(.)/gi, (all, code: string | undefined, letter: string | undefined) => {
    const plain = code === undefined ? escapes[letter ?? ''] : String.fromCodePoint(Number.parseInt(code, 16));
    if (plain === undefined) throw new Error(`unknown escape ${all}`);
    return plain;
  });
}

function propertyOf(property: Node, scope: Scope): [string, unknown] {
  const [key, value] = namedOf(property);
  if (property.type !== 'object_property' || !key || !value) throw new Error(`no property: ${property.text}`);
  return [key.type === 'string' ? textOf(key, scope) : key.text, evaluate(value, scope)];
}

function binary(node: Node, scope: Scope): unknown {
  const left = evaluate(field(node, 'left'), scope);
  const right = () => evaluate(field(node, 'right'), scope);
  const operator = field(node, 'operator').text;
  if (typeof left === 'function') throw new Error(`write brackets around the body of ${node.text}: the grammar reads it otherwise`);
  switch (operator) {
    case '??':
      return left ?? right();
    case '&&':
      return left === true && right() === true;
    case '||':
      return left === true || right() === true;
    case '==':
      return left === right();
    case '!=':
      return left !== right();
    default:
      return compare(operator, Number(left), Number(right()));
  }
}

function compare(operator: string, left: number, right: number): unknown {
  const results: Record<string, number | boolean> = {
    '>': left > right,
    '<': left < right,
    '>=': left >= right,
    '<=': left <= right,
    '+': left + right,
    '-': left - right,
    '*': left * right,
    '/': Math.trunc(left / right),
    '%': left % right,
  };
  const result = results[operator];
  if (result === undefined) throw new Error(`no meaning is known for the operator ${operator}`);
  return result;
}

function lambda(node: Node, scope: Scope): (...values: unknown[]) => unknown {
  const [parameters, body] = namedOf(node);
  if (!parameters || !body) throw new Error(`no lambda: ${node.text}`);
  const names = parameters.type === 'identifier' ? [parameters.text] : namedOf(parameters).map(({ text }) => text);
  return (...values) => evaluate(body, within(scope, Object.fromEntries(names.map((name, index) => [name, values[index]]))));
}

/** Evaluates the body of `[for …]` once per item, with the item and its index under their names. */
export function loop<Result>(node: Node, scope: Scope, run: (body: Node, inner: Scope, item: unknown) => Result): Result[] {
  const body = field(node, 'body');
  const pair = node.namedChildren.find((child) => child?.type === 'for_loop_parameters');
  const [item, index] = pair ? namedOf(pair).map(({ text }) => text) : [field(node, 'initializer').text];
  return collectionOf(node, scope).map((value, at) =>
    run(body, within(scope, { [String(item)]: value, ...(index !== undefined && { [index]: at }) }), value),
  );
}

/** What `[for … in …]` runs over. */
export function collectionOf(node: Node, scope: Scope): unknown[] {
  const afterIn = node.children[node.children.findIndex((child) => child?.type === 'in') + 1];
  const values = afterIn ? evaluate(afterIn, scope) : undefined;
  if (!Array.isArray(values)) throw new Error(`line ${node.startPosition.row + 1}: a loop runs over an array`);
  return values;
}

function within(scope: Scope, names: Record<string, unknown>): Scope {
  return { ...scope, lookup: (name) => (Object.hasOwn(names, name) ? names[name] : scope.lookup(name)) };
}

/** The children that have a meaning. */
export function namedOf(node: Node): Node[] {
  return node.namedChildren.filter((child): child is Node => child !== null && !child.type.endsWith('comment'));
}

function field(node: Node, name: string): Node {
  const child = node.childForFieldName(name);
  if (!child) throw new Error(`line ${node.startPosition.row + 1}: ${node.type} without ${name}`);
  return child;
}

function only(node: Node): Node {
  const [child, ...more] = namedOf(node);
  if (!child || more.length > 0) throw new Error(`line ${node.startPosition.row + 1}: one expression expected`);
  return child;
}
