/** Where a job stands in the lists; complete, so that no two jobs share a place. */
export interface JobSortKey {
  severity: number;
  /** UTC ISO */
  since: string;
  tenantId: string;
  servicePrincipalId: string;
  jobId: string;
}

/** Worst first, then the longest lasting, then by key. Texts compare by code unit: the same on every machine. */
export function compareJobs(one: JobSortKey, other: JobSortKey): number {
  return (
    other.severity - one.severity ||
    compareTexts(one.since, other.since) ||
    compareTexts(one.tenantId, other.tenantId) ||
    compareTexts(one.servicePrincipalId, other.servicePrincipalId) ||
    compareTexts(one.jobId, other.jobId)
  );
}

/** The key alone, as a continuation carries it. */
export function sortKeyOf({ severity, since, tenantId, servicePrincipalId, jobId }: JobSortKey): JobSortKey {
  return { severity, since, tenantId, servicePrincipalId, jobId };
}

export function compareTexts(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
