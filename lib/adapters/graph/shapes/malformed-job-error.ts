import type * as z from 'zod';

/** A job of Graph with members that are missing or have a value they cannot have; `faults` names them, never their values. */
export class MalformedJobError extends Error {
  readonly faults: readonly string[];

  constructor(faults: readonly string[]) {
    super('The job could not be understood.');
    this.name = 'MalformedJobError';
    this.faults = faults;
  }

  /** `place` names the parsed object within the job. */
  static of({ issues }: z.ZodError, ...place: string[]): MalformedJobError {
    return new MalformedJobError(issues.map(({ path, message }) => `${[...place, ...path].join('.') || 'entry'}: ${message}`));
  }
}
