/** A job of Graph with fields that are missing or have a type they cannot have; `faults` names them, never their values. */
export class MalformedJobError extends Error {
  readonly faults: readonly string[];

  constructor(faults: readonly string[]) {
    super('The job could not be understood.');
    this.name = 'MalformedJobError';
    this.faults = faults;
  }
}
