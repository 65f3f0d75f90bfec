import type * as z from 'zod';
import { isBootstrap } from '../../../application/manage/judge-managing.ts';
import type { FleetReader } from '../../../application/tenant/fleet-cache.ts';
import { type Caller, roleAt } from '../../../domain/access/caller.ts';
import { actionsOf, bootstrapActions, type PossibleAction } from '../../../domain/access/possible-actions.ts';
import { placesOf } from '../../../domain/access/visibility.ts';
import { defined } from '../../../domain/optional.ts';
import { tenantNameOf } from '../../../domain/tenant/tenant.ts';
import { Me } from '../../schemas/access/me.ts';
import { emptyPath, emptyQuery } from '../../schemas/common.ts';
import { defineOperation } from '../define-operation.ts';
import type { OperationDeps } from '../operation-deps.ts';

/** Who calls. */
export const getMeOperation = defineOperation({
  id: 'get-me',
  role: 'Reader',
  tag: 'Access',
  summary: 'Get who calls, what they see and may do',
  description:
    'Whom the token proves, the role that grants leave of it, the part of the fleet that exists for them, and what they may ask for at all.',
  path: emptyPath,
  query: emptyQuery,
  answers: { 200: { description: 'The caller.', schema: Me } },
  problems: [],
  async handle({ deps, caller }) {
    const { actor, kind, name, clientId, role, visible } = caller;
    const places = await placesShown(deps, caller);
    const actions = actionsShown(deps, caller);
    const me = { actor, kind, ...defined({ name, clientId }), role, visible: { all: visible === 'all', scopes: places }, actions };
    return { body: () => me };
  },
});

type ShownPlace = z.input<typeof Me>['visible']['scopes'][number];

async function placesShown({ fleetRows }: { fleetRows: FleetReader }, caller: Caller): Promise<ShownPlace[]> {
  const places = placesOf(caller.visible);
  if (places.length === 0) return [];
  const names = new Map((await fleetRows.read()).tenants.map((row) => [row.tenantId, tenantNameOf(row)]));
  return places.flatMap(({ cap: _, ...place }) => {
    const role = roleAt(caller, place);
    return role === 'none' ? [] : [{ ...defined({ ...place, tenantName: names.get(place.tenantId) }), tenantId: place.tenantId, role }];
  });
}

// The administrator of the settings may say who is watched and who may see it although nothing exists for them.
function actionsShown(
  { rights, settings: { bootstrapAdmin } }: Pick<OperationDeps, 'rights' | 'settings'>,
  caller: Caller,
): PossibleAction[] {
  const actions = actionsOf(caller, { required: rights.use === 'required' });
  return isBootstrap(caller, bootstrapAdmin) ? [...new Set([...actions, ...bootstrapActions])] : actions;
}
