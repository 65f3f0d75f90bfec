import { computed } from '@preact/signals';
import type { Me } from '../../client/client.d.ts';
import { forbiddenIn, resourceAt } from '../api/resource.ts';

export const mePath = '/api/v1/me';

const resource = computed(() => resourceAt<Me>(mePath));

/** Who reads; undefined until the service said so. */
const me = computed(() => resource.value.body.value);

/** What the service says to who may nothing here, not even ask who they are. */
export const exclusion = computed(() => forbiddenIn(resource.value));

/** Whether it was asked, also where no answer came. */
export const wasMeTried = computed(() => resource.value.wasTried.value);

/** Whether that is the one who reads. */
export function isMe(actor: string): boolean {
  return me.value?.actor === actor;
}

/** Whether they are known to may do this somewhere. */
export function mayDo(action: Me['actions'][number]): boolean {
  // Also of an answer that is none: the way to the other screens stays.
  return Object.values(me.value?.actions ?? []).includes(action);
}

/** Whether they are known to see only a part of what is watched. */
export function seesOnlyPart(): boolean {
  return me.value?.visible.all === false;
}

/** Why somebody may not do this anywhere, in words; undefined where they may, or as long as nobody knows. */
export function refusalOf(action: Me['actions'][number], needed: Me['role']): string | undefined {
  if (me.value === undefined || me.value.actions.includes(action)) return undefined;
  // Who has the role and may not is limited by a grant.
  return me.value.role === needed
    ? 'Your grant does not reach so far: this is for who sees the whole fleet.'
    : `You may read, not act. Needed: ${needed}.`;
}
