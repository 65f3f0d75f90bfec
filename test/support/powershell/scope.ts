import type { Node } from 'web-tree-sitter';

/** What a script reaches of the world outside. */
export interface Outside {
  fetch: typeof fetch;
  sleep(seconds: number): Promise<void>;
}

/** Names are folded: PowerShell does not tell `$Uri` from `$uri`. */
export interface Scope {
  variables: Map<string, unknown>;
  functions: Map<string, Node>;
  /** What `Write-Error` told without ending the script. */
  errors: string[];
  outside: Outside;
  /** What a pipe or a list of statements puts out; an expression may hold one. */
  outputsOf(node: Node, scope: Scope): Promise<unknown[]>;
  parent?: Scope;
}

export function innerScope(parent: Scope): Scope {
  return { ...parent, variables: new Map(), parent };
}

/** The value of a variable, looked for from the inside out. */
export function lookup(scope: Scope, name: string): unknown {
  const key = name.toLowerCase();
  for (let at: Scope | undefined = scope; at !== undefined; at = at.parent) if (at.variables.has(key)) return at.variables.get(key);
  return undefined;
}

/** A value is set where the script stands; what is outside keeps its own. */
export function assign(scope: Scope, name: string, value: unknown): void {
  scope.variables.set(name.toLowerCase(), value);
}
