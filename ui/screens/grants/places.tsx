import type { Signal } from '@preact/signals';
import type { GrantScope, Tenant } from '../../../client/client.d.ts';
import { TenantSelect } from '../../parts/form/tenant-select.tsx';
import { CapSelect } from './cap-select.tsx';
import { placeText } from './grant-words.ts';

/** What exists for them: tenants are added here; single applications and jobs that were granted stay as they are. */
export function Places({ scopes, tenants }: { scopes: Signal<readonly GrantScope[]>; tenants: readonly Tenant[] }) {
  const whole = new Set(scopes.value.filter(({ servicePrincipalId }) => servicePrincipalId === undefined).map(({ tenantId }) => tenantId));
  const left = tenants.filter(({ tenantId }) => !whole.has(tenantId));
  const add = (tenantId: string) => {
    if (tenantId !== '') scopes.value = [...scopes.value, { tenantId }];
  };
  const replace = (old: GrantScope, changed: GrantScope | undefined) => {
    scopes.value = scopes.value.flatMap((scope) => (scope === old ? (changed ?? []) : scope));
  };
  return (
    <fieldset class="scopes">
      <legend>What exists for them</legend>
      {scopes.value.length === 0 && <p class="quiet">Nothing yet: then they see nothing.</p>}
      <ul class="plain">
        {scopes.value.map((scope) => (
          <Place key={keyOf(scope)} scope={scope} name={placeText(scope, tenants)} onReplace={(changed) => replace(scope, changed)} />
        ))}
      </ul>
      {left.length > 0 && <TenantSelect tenants={left} chosen="" others={[['', 'Add one…']]} onChoose={(tenantId) => add(tenantId)} />}
    </fieldset>
  );
}

function keyOf({ tenantId, servicePrincipalId, jobId }: GrantScope): string {
  return JSON.stringify([tenantId, servicePrincipalId, jobId]);
}

function Place({ scope, name, onReplace }: { scope: GrantScope; name: string; onReplace: (scope: GrantScope | undefined) => void }) {
  return (
    <li class="place-row">
      <b>{name}</b>
      <button type="button" class="link" onClick={() => onReplace(undefined)}>
        take away<span class="unseen"> {name}</span>
      </button>
      <CapSelect
        label="At most there"
        value={scope.cap}
        onChoose={(cap) => {
          const { cap: _, ...place } = scope;
          onReplace(cap ? { ...place, cap } : place);
        }}
      />
    </li>
  );
}
