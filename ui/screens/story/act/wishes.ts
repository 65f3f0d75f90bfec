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

/** Why none of them can be pressed, where it is the same for all of several: to be said once. */
export function refusalOfAll(wishes: readonly Wish[]): string | undefined {
  const [said, ...others] = new Set(wishes.map((wish) => (isAllowed(wish) ? undefined : refusalOf(wish))));
  return wishes.length > 1 && others.length === 0 ? said : undefined;
}

// A cool-down ends for each at a time of its own.
function refusalOf({ choices: [first] }: Wish): string | undefined {
  return first?.coolDownUntil === undefined ? first?.detail : undefined;
}

/** Whether what was typed names the job: all of its id, or its last six characters. */
export function namesJob(typed: string, jobId: string): boolean {
  const text = typed.trim();
  return text === jobId || (text.length === 6 && text === jobId.slice(-6));
}
