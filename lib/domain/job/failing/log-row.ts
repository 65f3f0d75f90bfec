/** What the rows that are looked for tell of an object: it failed, was passed over, or waits to be deleted. */
export const rowKinds = ['failure', 'skipped', 'stagedDelete'] as const;
export type RowKind = (typeof rowKinds)[number];

/** The object that a row is about, as the system names it that the object comes from. */
export interface LoggedObject {
  id: string;
  /** Such as `User`. */
  type: string;
  name?: string;
}

/**
 * One row of a job's provisioning log, as far as causes are told by it.
 * https://learn.microsoft.com/graph/api/resources/provisioningobjectsummary
 */
export interface LogRow {
  kind: RowKind;
  /** UTC ISO. */
  at: string;
  /** Microsoft's code, the reason why it was skipped, or `Unknown` where the row names neither. */
  code: string;
  /** The type of the first step that did not succeed, such as `export`. */
  step?: string;
  /** The attribute that the reason names. */
  attribute?: string;
  /** The run of the job that it is of; absent where the row names none, or somebody asked for this one object. */
  cycleId?: string;
  /** Absent where the row names no object. */
  object?: LoggedObject;
}
