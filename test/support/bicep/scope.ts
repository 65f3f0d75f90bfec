/** What an expression can ask its file for. */
export interface Scope {
  lookup(name: string): unknown;
  /** Reads a file named relative to the one that is evaluated. */
  read(path: string): string;
}
