/** What was read of the tenant's own directory synchronization. Rows outlive code: every member is optional. */
export interface DirectorySyncFacts {
  /** When the part that everything else depends on was asked for, UTC ISO. */
  organizationReadAt?: string;
}
