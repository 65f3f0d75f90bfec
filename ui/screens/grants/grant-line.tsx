import { useId } from 'preact/hooks';
import type { Grant, Tenant } from '../../../client/client.d.ts';
import { Person } from '../../parts/facts/person.tsx';
import { Time } from '../../parts/facts/time.tsx';
import { refusalIn, shut, Why } from '../../parts/form/shut.tsx';
import { HealthShape } from '../../pictures/shape.tsx';
import { grantName, scopeText } from './grant-words.ts';

interface GrantLineProps {
  grant: Grant;
  tenants: readonly Tenant[];
  onChange: () => void;
  onRemove: () => void;
}

export function GrantLine({ grant, tenants, onChange, onRemove }: GrantLineProps) {
  const { principal, cap, blocked, note, updatedAt, updatedBy, actions } = grant;
  const [fixed, kept] = [refusalIn(actions, 'putGrant'), refusalIn(actions, 'deleteGrant')];
  const why = useId();
  const name = grantName(grant);
  return (
    <li class="line">
      <HealthShape health={blocked ? 'critical' : 'healthy'} />
      <span>
        <b>{name}</b>
        {cap && <small>at most {cap} anywhere</small>}
        <code>{principal}</code>
      </span>
      <span>
        {blocked && <b class="critical-text">Shut out everywhere. </b>}
        <Places grant={grant} tenants={tenants} />
        {note && <small>“{note}”</small>}
      </span>
      <span>
        <Person actor={updatedBy} />
        <small>
          <Time at={updatedAt} />
        </small>
      </span>
      <div class="wide row no-print">
        <button type="button" {...shut(fixed, why)} onClick={() => fixed ?? onChange()}>
          Change…<span class="unseen"> the grant of {name}</span>
        </button>
        <button type="button" {...shut(kept, why)} onClick={() => kept ?? onRemove()}>
          Remove…<span class="unseen"> the grant of {name}</span>
        </button>
        <Why id={why} why={fixed ?? kept} />
      </div>
    </li>
  );
}

function Places({ grant: { scopes, blocked }, tenants }: { grant: Grant; tenants: readonly Tenant[] }) {
  if (scopes.length === 0) return blocked ? null : <b>Sees nothing.</b>;
  const few = scopes.slice(0, 5);
  return (
    <>
      {few.map((scope) => (
        <span class="place" key={JSON.stringify(scope)}>
          {scopeText(scope, tenants)}
        </span>
      ))}
      {scopes.length > few.length && <small>and {scopes.length - few.length} more</small>}
    </>
  );
}
