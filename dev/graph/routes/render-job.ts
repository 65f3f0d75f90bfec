import { never } from '../model/graph-time.ts';
import type { Job } from '../model/model.ts';

function withCamelCaseEnums(value: unknown, name = ''): unknown {
  if (Array.isArray(value)) return value.map((item) => withCamelCaseEnums(item));
  if (value !== null && typeof value === 'object') {
    return Object.fromEntries(Object.entries(value).map(([key, field]) => [key, key === 'error' ? field : withCamelCaseEnums(field, key)]));
  }
  const isEnum = typeof value === 'string' && (name === 'code' || name === 'state' || name === 'reason');
  return isEnum ? value.slice(0, 1).toLowerCase() + value.slice(1) : value;
}

/** The job as Graph sends it, with the habits that published samples and old SDKs show. */
export function renderJob(job: Job): unknown {
  if (job.raw) return job.raw.value;
  const { omits = [], camelCase, blankSuccess } = job.oddities;
  const { document } = job;
  const status: Record<string, unknown> = { ...document.status };
  if (blankSuccess && document.status.lastSuccessfulExecution) {
    status.lastSuccessfulExecution = { ...document.status.lastSuccessfulExecution, activityIdentifier: null, timeBegan: never };
  }
  for (const field of omits) delete status[field];
  const { synchronizationJobSettings, ...others } = { ...document, status };
  const rendered = synchronizationJobSettings === undefined ? others : { ...others, synchronizationJobSettings };
  return camelCase ? withCamelCaseEnums(rendered) : rendered;
}
