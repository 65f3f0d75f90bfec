/** So many requests a reading may cost, the repeated ones included. */
export interface RequestBudget {
  /** Requests that are left; where none is, a refused token is not replaced and asked again. */
  left(): number;
  /** Each request that leaves goes through it. */
  ask<Answer>(request: () => Promise<Answer>): Promise<Answer>;
}
