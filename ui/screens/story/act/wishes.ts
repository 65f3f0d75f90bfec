import type { JobAction } from '../../../../client/client.d.ts';

/** What can be pressed: one action, or a restart with its scopes to choose from. */
export interface Wish {
  action: JobAction['action'];
  choices: readonly JobAction[];
}

/** The buttons for what the API offers, the mildest first; a restart is one button. */
export function wishesOf(actions: readonly JobAction[]): Wish[] {
  return [...Map.groupBy(actions, ({ action }) => action)].map(([action, choices]) => ({ action, choices }));
}

export function isAllowed({ choices }: Wish): boolean {
  return choices.some(({ allowed }) => allowed);
}

/** Whether what was typed names the job: all of its id, or its last six characters. */
export function namesJob(typed: string, jobId: string): boolean {
  const text = typed.trim();
  return text === jobId || (text.length === 6 && text === jobId.slice(-6));
}
