/** `dns`: the name does not resolve. `no-way`: no connection to the port. `open`: there is one, and what stands behind it is not known. */
export type ToolOutcome = 'dns' | 'no-way' | 'open';

/** What a line of the output of a tool says; `silent` where it belongs to the output and says nothing of its own. */
export interface ToolLine {
  outcome: ToolOutcome | 'silent';
  /** The host that it is about. */
  host?: string;
  /** Its port, where the tool tries one. */
  port?: number;
}

/** Reads the output of a tool line by line; undefined for a line that is none of it. */
export type ReadTool = (line: string) => ToolLine | undefined;
