import type { TenantCheck } from '../../../client/client.d.ts';
import { Time } from '../../parts/facts/time.tsx';
import { HealthShape } from '../../pictures/shape.tsx';

// Without what is optional or only for acting, reading still works.
const healthOf = { granted: 'healthy', missing: 'critical', unknown: 'unknown' } as const;
const words = { granted: 'granted', missing: 'missing', unknown: 'not known' } as const;

/** What a check found: whether a token could be had, and each permission with what it is for. */
export function CheckResult({ check: { checkedAt, credential, operatorCredential, permissions } }: { check: TenantCheck }) {
  return (
    <div class="plain">
      <h3>
        Checked <Time at={checkedAt} />
      </h3>
      <Credential credential={credential} who="reads" />
      {operatorCredential && <Credential credential={operatorCredential} who="acts" />}
      <ul class="plain permissions">
        {permissions.map(({ name, for: use, identity, optional, status }) => (
          <li key={`${identity} ${name}`} class="row">
            <HealthShape health={status === 'missing' && (optional || identity === 'operator') ? 'warning' : healthOf[status]} size={16} />
            <code>{name}</code>
            <b>{words[status]}</b>
            <span class="quiet small">
              {use}
              {optional && '; the rest works without it'}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}

function Credential({ credential: { ok, code, explanation }, who }: { credential: TenantCheck['credential']; who: string }) {
  return (
    <p>
      {ok ? `A token was given to the application that ${who}.` : `No token was given to the application that ${who}: `}
      {!ok && explanation && <b>{explanation.title} </b>}
      {!ok && code && <code>{code}</code>}
    </p>
  );
}
