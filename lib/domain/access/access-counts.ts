/** How often this instance let nobody in, since it started. */
export interface AccessCounts {
  unauthenticated: number;
  /** By the code of the problem. */
  forbidden: Record<string, number>;
  rateLimited: number;
  /** Requests with a sign-in of the platform that this installation does not trust. */
  untrustedPrincipals: number;
}

export function noAccessCounts(): AccessCounts {
  return { unauthenticated: 0, forbidden: {}, rateLimited: 0, untrustedPrincipals: 0 };
}

/** Counts one answer by its status. */
export function countRefusal(counts: AccessCounts, { status, code }: { status: number; code: string }): void {
  if (status === 401) counts.unauthenticated += 1;
  if (code === 'RateLimitExceeded') counts.rateLimited += 1;
  if (status === 403) counts.forbidden[code] = (counts.forbidden[code] ?? 0) + 1;
}
