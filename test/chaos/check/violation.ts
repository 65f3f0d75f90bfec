/** What a user would suffer; the columns of the report. */
export type Harm =
  | 'lost'
  | 'toldWrongly'
  | 'falselyFresh'
  | 'doublePost'
  | 'repeated'
  | 'badHistory'
  | 'tooEarly'
  | 'wrongTenant'
  | 'leaked'
  | 'leftOver'
  | 'crashed';

export interface Violation {
  /** The invariant that does not hold. */
  invariant: `I${number}`;
  harm: Harm;
  what: string;
}

export function iso(timeInMs: number): string {
  return new Date(timeInMs).toISOString();
}
