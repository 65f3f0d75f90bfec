import { createRequire } from 'node:module';
import { Language, type Node, Parser } from 'web-tree-sitter';

const grammar = createRequire(import.meta.url).resolve('tree-sitter-bicep/tree-sitter-bicep.wasm');

let parser: Promise<Parser> | undefined;
const trees = new Map<string, Node>();

async function load(): Promise<Parser> {
  await Parser.init();
  return new Parser().setLanguage(await Language.load(grammar));
}

/**
 * Reads a file of Bicep into its tree. This is no compiler: it finds what the grammar refuses, and the traps of `trapsIn`.
 * @throws Error that lists every fault with its line.
 */
export async function parseBicep(text: string, file = 'text'): Promise<Node> {
  const known = trees.get(text);
  if (known) return known;
  parser ??= load();
  const root = (await parser).parse(text)?.rootNode;
  if (!root) throw new Error(`${file}: cannot be parsed`);
  const faults = [...faultsIn(root), ...trapsIn(root)].map(({ node, what }) => `${file}:${node.startPosition.row + 1}: ${what}`);
  if (faults.length > 0) throw new Error(faults.join('\n'));
  trees.set(text, root);
  return root;
}

interface Fault {
  node: Node;
  what: string;
}

function faultsIn(root: Node): Fault[] {
  return descendants(root)
    .filter((node) => node.isError || node.isMissing)
    .map((node) => ({ node, what: `not understood: ${JSON.stringify(node.text.slice(0, 60))}` }));
}

/**
 * What the grammar takes and the compiler refuses: https://github.com/Azure/bicep/blob/main/docs/grammar.md
 * A list has its items either on lines of their own or parted by commas, never both; a string and an operator stay on their line; a
 * declaration has lines of its own.
 */
function trapsIn(root: Node): Fault[] {
  const startLines = new Set<number>();
  const twice = root.namedChildren.filter((node): node is Node => {
    if (node === null || node.type === 'comment' || node.type === 'decorators') return false;
    const isSecond = startLines.has(node.startPosition.row);
    for (let row = node.startPosition.row; row <= node.endPosition.row; row++) startLines.add(row);
    return isSecond;
  });
  return [
    ...descendants(root).flatMap(trapsAt),
    ...twice.map((node) => ({ node, what: 'two declarations on one line' })),
    ...unusedIn(root),
  ];
}

// The linter's no-unused-params and no-unused-vars.
function unusedIn(root: Node): Fault[] {
  const isKey = (node: Node) => node.parent?.type === 'object_property' && node.parent.firstNamedChild?.id === node.id;
  const names = descendants(root).flatMap((node) => (node.type === 'identifier' && !isKey(node) ? [node.text] : []));
  return root.namedChildren.flatMap((node) => {
    if (node === null || !['parameter_declaration', 'variable_declaration'].includes(node.type)) return [];
    const name = node.namedChildren.find((child) => child?.type === 'identifier')?.text ?? '';
    return names.filter((each) => each === name).length > 1 ? [] : [{ node, what: `${name} is used by nobody` }];
  });
}

function trapsAt(node: Node): Fault[] {
  switch (node.type) {
    case 'object':
    case 'array':
      return separatorTraps(node);
    case 'arguments':
      return node.children.at(-2)?.type === ',' ? [{ node, what: 'a comma after the last argument' }] : [];
    case 'string':
      return !node.text.startsWith("'''") && node.startPosition.row !== node.endPosition.row
        ? [{ node, what: 'a string over two lines' }]
        : [];
    case 'binary_expression': {
      const [left, operator] = node.children;
      return left && operator && operator.startPosition.row !== left.endPosition.row
        ? [{ node: operator, what: 'an operator at the start of a line' }]
        : [];
    }
    default:
      return [];
  }
}

function separatorTraps(list: Node): Fault[] {
  const children = list.children.filter((node): node is Node => node !== null && node.type !== 'comment');
  return children.flatMap((node, index) => {
    const [before, after] = [children[index - 1], children[index + 1]];
    if (node.type === ',' && after && (after.startPosition.row !== node.endPosition.row || '}]'.includes(after.type)))
      return [{ node, what: 'a comma before the end of a line or of the list' }];
    const follows = node.isNamed && before?.isNamed && before.endPosition.row === node.startPosition.row;
    return follows ? [{ node, what: 'two items of a list with nothing between them' }] : [];
  });
}

function descendants(node: Node): Node[] {
  return [node, ...node.children.flatMap((child) => (child === null ? [] : descendants(child)))];
}
