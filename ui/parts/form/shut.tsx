import type { ActionRight } from '../../../client/client.d.ts';

/** Why the service would refuse it, in its words; undefined where it would not. */
export function refusalIn(rights: readonly ActionRight[] | undefined, action: ActionRight['action']): string | undefined {
  const right = rights?.find((told) => told.action === action);
  return right?.allowed === false ? (right.detail ?? 'Not possible now.') : undefined;
}

/** What makes a button that may not be pressed one that says so, and leads to why: `Why` with the same id. */
export function shut(why: string | undefined, id: string) {
  return { 'aria-disabled': why !== undefined, 'aria-describedby': why && id };
}

export function Why({ id, why }: { id: string; why: string | undefined }) {
  return why === undefined ? null : (
    <p class="quiet small" id={id}>
      {why}
    </p>
  );
}
