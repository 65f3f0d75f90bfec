/** Which objects of the source become which of the target. */
export interface ObjectMapping {
  /** As Graph names it, such as `user`: what a subject of provisioning on demand says it is. */
  sourceObjectName: string;
  targetObjectName: string;
  /** Absent where Graph does not say it. */
  isEnabled?: boolean;
}

/** A rule of a job's schema, as far as provisioning on demand needs it. https://learn.microsoft.com/graph/api/resources/synchronization-synchronizationrule */
export interface SynchronizationRule {
  id: string;
  name?: string;
  sourceDirectoryName?: string;
  targetDirectoryName?: string;
  objectMappings: ObjectMapping[];
}

export interface RuleReading {
  rules: SynchronizationRule[];
  /** Whether there are more rules, or mappings in one, than are shown. */
  truncated: boolean;
  /** Our clock when they were asked for, UTC ISO. */
  readAt: string;
}
