import { dirname, join } from 'node:path';
import type { Node } from 'web-tree-sitter';
import { collectionOf, evaluate, loop, namedOf } from './evaluate.ts';
import { subscriptionId } from './functions.ts';
import { parseBicep } from './parse.ts';
import { isResource, type ResourceReference } from './references.ts';
import { asPlain, asRuntime, asText, isRuntime } from './runtime.ts';
import type { Scope } from './scope.ts';

export interface DeployedResource extends ResourceReference {
  file: string;
  body: Record<string, unknown>;
  /** The files of the modules that are deployed before this one's. */
  after: readonly string[];
  /** The resource that an extension of it is put on. */
  scope?: string;
}

/** A parameter with the value that it was given, which a history of deployments keeps unless it is secure. */
interface GivenParameter {
  file: string;
  name: string;
  value: unknown;
  isSecure: boolean;
}

export interface Deployment {
  resources: DeployedResource[];
  parameters: GivenParameter[];
  outputs: Record<string, unknown>;
}

type Read = (path: string) => string;
type Body = Record<string, unknown>;

/** What `file` would deploy with these parameters. Of `read` every file comes, so that a test may change one. */
export async function deployBicep(file: string, parameters: Body, read: Read): Promise<Deployment> {
  const trees = new Map<string, Node>();
  const collect = async (path: string): Promise<void> => {
    if (trees.has(path)) return;
    trees.set(path, await parseBicep(read(path), path));
    for (const statement of statementsOf(trees.get(path), 'module_declaration')) await collect(join(dirname(path), pathOf(statement)));
  };
  await collect(file);
  const resources: DeployedResource[] = [];
  const given: GivenParameter[] = [];
  const outputs = run({ file, group: undefined, parameters, trees, read, resources, given, after: [] });
  return { resources, parameters: given, outputs: asPlain(outputs) as Body };
}

interface Run {
  file: string;
  /** The resource group that is deployed to; undefined: the subscription. */
  group: ResourceReference | undefined;
  parameters: Body;
  trees: Map<string, Node>;
  read: Read;
  resources: DeployedResource[];
  given: GivenParameter[];
  after: readonly string[];
}

function run(context: Run): Body {
  const tree = context.trees.get(context.file);
  const scope = scopeOf(context);
  const unknown = Object.keys(context.parameters).filter(
    (name) => !statementsOf(tree, 'parameter_declaration').some((node) => nameOf(node) === name),
  );
  if (unknown.length > 0) throw new Error(`${context.file}: unknown parameter ${unknown.join(', ')}`);
  for (const node of declarationsOf(tree)) scope.lookup(nameOf(node));
  return Object.fromEntries(statementsOf(tree, 'output_declaration').map((node) => [nameOf(node), evaluate(lastOf(node), scope)]));
}

// Each name is worked out when it is first asked for, and once.
function scopeOf(context: Run): Scope {
  const declared = new Map(declarationsOf(context.trees.get(context.file)).map((node) => [nameOf(node), node]));
  const known = new Map<string, unknown>([['resourceGroup()', context.group && { id: context.group.id, name: context.group.name }]]);
  const scope: Scope = {
    read: (path) => context.read(join(dirname(context.file), path)),
    lookup(name) {
      const node = declared.get(name);
      if (!known.has(name) && node) known.set(name, declare(node, context, scope));
      if (!known.has(name)) throw new Error(`${context.file}: ${name} is not declared`);
      return known.get(name);
    },
  };
  return scope;
}

function declare(node: Node, context: Run, scope: Scope): unknown {
  try {
    if (node.type === 'parameter_declaration') return parameterOf(node, context, scope);
    if (node.type === 'variable_declaration') return evaluate(lastOf(node), scope);
    const make = node.type === 'module_declaration' ? deployModule : deployResource;
    return deployMany(node, context, scope, make);
  } catch (error) {
    throw new Error(`${context.file}: ${nameOf(node)}: ${error instanceof Error ? error.message : error}`, { cause: error });
  }
}

function parameterOf(node: Node, context: Run, scope: Scope): unknown {
  const name = nameOf(node);
  const hasDefault = node.children.some((child) => child?.type === '=');
  if (!Object.hasOwn(context.parameters, name) && !hasDefault) throw new Error('a value is missing');
  const value = Object.hasOwn(context.parameters, name) ? context.parameters[name] : evaluate(lastOf(node), scope);
  const type = namedOf(node)[1]?.text ?? '';
  const given = Array.isArray(value) ? 'array' : typeof value === 'number' ? 'int' : typeof value === 'boolean' ? 'bool' : typeof value;
  if (type !== given) throw new Error(`${type} expected, ${given} given`);
  const allowed = allowedOf(node, scope);
  if (allowed && !allowed.includes(value)) throw new Error(`${JSON.stringify(value)} is none of ${JSON.stringify(allowed)}`);
  context.given.push({ file: context.file, name, value, isSecure: decoratorOf(node, 'secure') !== undefined });
  return value;
}

function allowedOf(node: Node, scope: Scope): unknown[] | undefined {
  const list = decoratorOf(node, 'allowed')?.childForFieldName('arguments')?.namedChildren[0];
  return list ? (evaluate(list, scope) as unknown[]) : undefined;
}

function decoratorOf(node: Node, name: string): Node | undefined {
  const decorators = node.previousNamedSibling?.type === 'decorators' ? namedOf(node.previousNamedSibling) : [];
  return decorators.flatMap(namedOf).find((decorator) => decorator.childForFieldName('function')?.text === name);
}

type Make = (node: Node, body: Node, context: Run, scope: Scope) => unknown;

function deployMany(node: Node, context: Run, scope: Scope, make: Make): unknown {
  const value = lastOf(node);
  if (value.type !== 'for_statement') return deployOne(value, node, context, scope, make);
  if (isRuntime(collectionOf(value, scope))) throw new Error('a loop over what is only known once resources exist');
  return loop(value, scope, (body, inner) => deployOne(body, node, context, inner, make));
}

function deployOne(value: Node, node: Node, context: Run, scope: Scope, make: Make): unknown {
  if (value.type !== 'if_statement') return make(node, value, context, scope);
  const [condition, body] = namedOf(value);
  if (!condition || !body) throw new Error('no condition');
  const verdict = evaluate(condition, scope);
  if (isRuntime(verdict)) throw new Error('a condition on what is only known once resources exist');
  // Its id may be spoken of although it is not deployed.
  return make(node, body, verdict === true ? context : { ...context, resources: [] }, scope);
}

function deployResource(node: Node, value: Node, context: Run, scope: Scope): ResourceReference {
  const { parent, scope: on, dependsOn: _, ...body } = evaluate(value, scope) as Body;
  const [type = '', apiVersion = ''] = pathOf(node).split('@');
  const name = asText(body.name);
  if (isRuntime(name)) throw new Error('a name that is only known once resources exist');
  if (isResource(parent) && name.includes('/')) throw new Error('a name with / below a parent');
  const reference: ResourceReference = { kind: 'resource', type, apiVersion, name, id: idOf(type, name, context.group, parent, on) };
  if (!node.children.some((child) => child?.type === 'existing')) {
    if (context.resources.some(({ id }) => id === reference.id)) throw new Error(`${reference.id} is deployed twice`);
    context.resources.push({
      ...reference,
      file: context.file,
      after: context.after,
      body: asPlain(body) as Body,
      ...(isResource(on) && { scope: on.id }),
    });
  }
  return reference;
}

function idOf(type: string, name: string, group: ResourceReference | undefined, parent: unknown, on: unknown): string {
  if (type === 'Microsoft.Resources/resourceGroups') return `${subscriptionId}/resourceGroups/${name}`;
  if (isResource(parent)) return `${parent.id}/${type.slice(parent.type.length + 1)}/${name}`;
  if (!group) throw new Error('a resource of a group, declared for the subscription');
  return `${isResource(on) ? on.id : group.id}/providers/${type}/${name}`;
}

function deployModule(node: Node, value: Node, context: Run, scope: Scope): unknown {
  const { name, scope: group, params = {}, dependsOn = [] } = evaluate(value, scope) as Body;
  if (isRuntime(name)) throw new Error('a name that is only known once resources exist');
  const file = join(dirname(context.file), pathOf(node));
  const outputs = run({
    ...context,
    file,
    after: (dependsOn as { file: string }[]).map((module) => module.file),
    group: isResource(group) ? group : context.group,
    parameters: asPlain(params) as Body,
  });
  return { kind: 'module', file, outputs: asRuntime(outputs) };
}

function statementsOf(tree: Node | undefined, type: string): Node[] {
  return tree ? namedOf(tree).filter((node) => node.type === type) : [];
}

function declarationsOf(tree: Node | undefined): Node[] {
  const types = ['parameter_declaration', 'variable_declaration', 'resource_declaration', 'module_declaration'];
  return types.flatMap((type) => statementsOf(tree, type));
}

function nameOf(declaration: Node): string {
  return namedOf(declaration)[0]?.text ?? '';
}

/** The quoted text after the name: the type of a resource, the file of a module. */
function pathOf(declaration: Node): string {
  return namedOf(declaration)[1]?.text.slice(1, -1) ?? '';
}

function lastOf(declaration: Node): Node {
  const last = namedOf(declaration).at(-1);
  if (!last) throw new Error('a declaration without a value');
  return last;
}
