import type { LoggedCause } from '../model/model.ts';

/** The log after a domain was renamed: names with its new suffix make up nearly all of it, and a few older troubles go on beside them. */
export const renamedDomain: LoggedCause[] = [
  {
    code: 'InvalidDomain',
    rows: 3100,
    objects: 2900,
    step: 'export',
    reason: "Invalid value specified for property 'userPrincipalName' of resource 'User'.",
    sinceHoursAgo: 9,
  },
  {
    code: 'EntryExportFailed',
    rows: 620,
    objects: 31,
    step: 'export',
    reason: "Invalid value specified for property 'mobile' of resource 'User'.",
    sinceHoursAgo: 20,
  },
  { code: 'DuplicateTargetEntries', rows: 48, objects: 6, step: 'matching', reason: 'More than one object matches.', sinceHoursAgo: 16 },
  {
    code: 'InvalidLookupReference',
    rows: 12,
    step: 'referenceResolution',
    reason: 'The manager of the object was not found.',
    objectType: 'User',
  },
  { code: 'NotEffectivelyEntitled', rows: 340, status: 'skipped', action: 'other', step: 'scoping', sinceHoursAgo: 22 },
  { code: '', rows: 3, status: 'success', action: 'stageddelete', step: 'export', objectType: 'Group', sinceHoursAgo: 4 },
];
