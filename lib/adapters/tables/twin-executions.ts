import type { JobSnapshot, TaskExecution } from '../../domain/synchronization-job.ts';

type Holder = { snapshot?: JobSnapshot };

const twins = ['lastSuccessfulExecution', 'lastSuccessfulExecutionWithExports'] as const;

/**
 * The value with the word `lastExecution` in place of an execution that is the same object as the last one: while all goes well they are
 * one, and a job's row is a third shorter.
 */
export function nameTwins<Value extends Holder>(value: Value): Value {
  const { snapshot } = value;
  const last = snapshot?.lastExecution;
  if (last === undefined || !twins.some((name) => snapshot?.[name] === last)) return value;
  const named = { ...snapshot } as Record<string, unknown>;
  for (const name of twins) if (named[name] === last) named[name] = 'lastExecution';
  return { ...value, snapshot: named };
}

/** Undoes `nameTwins` in a value that was just read. */
export function joinTwins<Value extends Holder>(value: Value): Value {
  const { snapshot } = value;
  for (const name of twins) {
    const execution: TaskExecution | 'lastExecution' | undefined = snapshot?.[name];
    if (typeof execution !== 'string') continue;
    if (snapshot?.lastExecution) snapshot[name] = snapshot.lastExecution;
    else delete snapshot?.[name];
  }
  return value;
}
