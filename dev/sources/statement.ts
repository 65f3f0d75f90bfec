/** One statement of a public guide, and what becomes of it here. */
export interface Statement {
  /** The guide, and the number of the statement in it. */
  id: string;
  /** In our own words. */
  about: string;
  /**
   * Where it is told: entries as `family/code`, whole families as `family/*`, topics as `topic/id`, sections of the page on the network as
   * `network/anchor`.
   */
  toldAt?: readonly string[];
  /** Words by which it can be seen that it is told there. */
  words?: readonly string[];
  /** Routes that answer it from what is read, or do it. */
  answeredBy?: readonly Answer[];
  /** Where it is more than told: a test that shows what is made of it, as file and title. */
  test?: readonly [file: string, title: string];
  /** What of it nobody can know from the cloud, or Microsoft Graph refuses to an application. */
  unknowable?: Unknowable;
}

/** How the API answers a statement. */
export interface Answer {
  /** The id of the operation in the OpenAPI document. */
  operation: string;
  /** Fields of its request, its parameters or its answer; through lists by their names alone. */
  fields: readonly string[];
  /** What is asked of Microsoft Graph: the file that asks, and words of the address in it. */
  reads?: readonly [file: string, address: string];
}

interface Unknowable {
  about: string;
  /** Where somebody who asks is told so: a place as in `toldAt`, or a schema of the OpenAPI document as `schema/Name`. */
  toldAt: string;
  words: readonly string[];
  /** The page that says so. */
  source?: string;
}

/**
 * What a statement calls for. `told`: knowledge that is served. `judged`: something that people paste is judged by it. `read`: it is read
 * of Microsoft Graph, or done there. `own`: the service itself makes something of it. `unknowable`: a part that the cloud cannot see.
 */
export type Need = 'told' | 'judged' | 'read' | 'own' | 'unknowable';

/** The letter by which the page marks each need. */
export const marks = { read: 'G', told: 'C', judged: 'U', own: 'P', unknowable: 'X' } as const satisfies Record<Need, string>;

/** What is missing for a need to be met; nothing where it is met. */
export function gapsOf({ toldAt = [], words = [], answeredBy = [], test, unknowable }: Statement, needs: readonly Need[]): Need[] {
  const met = {
    told: toldAt.length > 0 && words.length > 0,
    judged: test !== undefined,
    read: answeredBy.some(({ reads }) => reads !== undefined) || unknowable?.source !== undefined,
    own: answeredBy.length > 0 && test !== undefined,
    unknowable: unknowable !== undefined,
  } satisfies Record<Need, boolean>;
  return needs.filter((need) => !met[need]);
}
