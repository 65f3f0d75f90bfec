import type { Grant, GrantHolder } from '../../domain/access/grant.ts';
import type { Stored } from './stored.ts';

/** What administrators say of principals; one row each. */
export interface GrantStore {
  /** A row that cannot be understood is a failure of the table, never a missing row: that would let somebody see more. */
  get(holder: GrantHolder): Promise<Stored<Grant> | undefined>;
  /** Every grant that can be understood, by holder. */
  list(): Promise<Grant[]>;
  /** False when it exists already. */
  create(grant: Grant): Promise<boolean>;
  /** False when somebody else was first. */
  replace(grant: Grant, etag: string): Promise<boolean>;
  /** False when somebody else was first. */
  delete(holder: GrantHolder, etag: string): Promise<boolean>;
}
