import type { PrecedingChange } from '../../domain/incident/preceding-change.ts';

export interface DirectoryAuditQuery {
  servicePrincipalId: string;
  /** Whether the agents on premises of the tenant are looked at too. */
  withAgents: boolean;
  /** Inclusive, UTC ISO. */
  from: string;
  /** Inclusive, UTC ISO. */
  to: string;
}

export interface DirectoryAuditReading {
  changes: PrecedingChange[];
  /** Lines that were read, those that tell of no change included. */
  rows: number;
  /** Lines in a form that cannot be read. */
  notUnderstood: number;
  /** Everything from here on was read, UTC ISO. */
  from: string;
  /** Whether older lines were left unread, for the number of requests alone. */
  truncated: boolean;
}

/** The audit log of a tenant's directory, asked now and never kept. */
export interface DirectoryAuditLog {
  /**
   * What was changed about one service principal, in at most three requests.
   * @throws UpstreamError when one of them failed, also because the limit of reports is used up: then with the time to wait.
   */
  read(tenantId: string, query: DirectoryAuditQuery): Promise<DirectoryAuditReading>;
}
