import { createRequire } from 'node:module';
import { Language, type Node, Parser } from 'web-tree-sitter';

const grammar = createRequire(import.meta.url).resolve('tree-sitter-powershell/tree-sitter-powershell.wasm');

let parser: Promise<Parser> | undefined;

async function load(): Promise<Parser> {
  await Parser.init();
  return new Parser().setLanguage(await Language.load(grammar));
}

/**
 * Reads a script of PowerShell into its tree.
 * @throws Error that lists every fault with its line.
 */
export async function parsePowershell(text: string): Promise<Node> {
  parser ??= load();
  const root = (await parser).parse(text)?.rootNode;
  if (!root) throw new Error('the script cannot be parsed');
  const faults = descendants(root).filter((node) => node.isError || node.isMissing);
  if (faults.length > 0) throw new Error(faults.map((node) => faultAt(node, 'not understood')).join('\n'));
  return root;
}

/** A sentence on a part of the script, with its line. */
export function faultAt(node: Node, what: string): string {
  return `line ${node.startPosition.row + 1}: ${what}: ${JSON.stringify(node.text.slice(0, 60))}`;
}

/** The children that have a meaning of their own. */
export function namedOf(node: Node): Node[] {
  return node.namedChildren.filter((child): child is Node => child !== null && child.type !== 'comment');
}

/** The first child of this type. */
export function childOf(node: Node, type: string): Node | undefined {
  return namedOf(node).find((child) => child.type === type);
}

/** The same where there has to be one. */
export function child(node: Node, type: string): Node {
  const found = childOf(node, type);
  if (found === undefined) throw new Error(faultAt(node, `${node.type} without ${type}`));
  return found;
}

export function descendants(node: Node): Node[] {
  return [node, ...node.children.flatMap((child) => (child === null ? [] : descendants(child)))];
}
