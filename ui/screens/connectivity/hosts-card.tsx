import type { ComponentChildren } from 'preact';
import type { NetworkDiagnosis } from '../../../client/client.d.ts';
import { Source } from '../../parts/explanation/sources.tsx';
import { HealthShape } from '../../pictures/shape.tsx';
import { phaseNames, statusText, stepNames } from './network-words.ts';

/** Each host that something was found of, with the rule or page that says so. */
export function HostsCard({ diagnosis, isList }: { diagnosis: NetworkDiagnosis; isList: boolean }) {
  const { refused, missing, ignored, reached, notSeen } = diagnosis;
  return (
    <section class="card">
      <h2>Host by host</h2>
      <Group name="Refused" hosts={refused} isOpen>
        {refused.map(({ host, status }) => (
          <Host key={host} host={host} mark="critical" says={statusText(status)}>
            <RuleOf host={host} advice={diagnosis.advice} />
          </Host>
        ))}
      </Group>
      <Group name={isList ? 'Not open' : 'Never came'} hosts={missing} isOpen>
        {missing.map((one) => (
          <Host
            key={'id' in one ? one.id : `${one.phase}-${one.step}`}
            host={`${one.host}:${one.port}`}
            mark="critical"
            says={'purpose' in one ? one.purpose : `${phaseNames[one.phase]}: ${stepNames[one.step]}`}
          >
            <Source source={one.source} />
          </Host>
        ))}
      </Group>
      <Group name="May be ignored" hosts={ignored} isOpen={ignored.length < 5}>
        {ignored.map(({ host, why, source }) => (
          <Host key={host} host={host} says={why}>
            <Source source={source} />
          </Host>
        ))}
      </Group>
      <Group name={isList ? 'Open' : 'Reached'} hosts={reached}>
        <Rows rows={reached} />
      </Group>
      <Group name="Not seen, which is no fault by itself" hosts={notSeen}>
        <Rows rows={notSeen} />
      </Group>
    </section>
  );
}

function Group({
  name,
  hosts,
  isOpen = false,
  children,
}: {
  name: string;
  hosts: readonly unknown[];
  isOpen?: boolean;
  children: ComponentChildren;
}) {
  if (hosts.length === 0) return null;
  return (
    <details open={isOpen}>
      <summary>
        {name} <span class="badge">{hosts.length}</span>
      </summary>
      <ul class="found">{children}</ul>
    </details>
  );
}

function Rows({ rows }: { rows: NetworkDiagnosis['reached'] }) {
  return rows.map(({ id, host, port, purpose, source }) => (
    <Host key={id} host={`${host}:${port}`} says={purpose}>
      <Source source={source} />
    </Host>
  ));
}

function Host({ host, mark, says, children }: { host: string; mark?: 'critical'; says: string; children: ComponentChildren }) {
  return (
    <li>
      <p>
        {mark && <HealthShape health={mark} size={14} />} <code>{host}</code> <span>{says}</span>
      </p>
      <p class="small quiet">{children}</p>
    </li>
  );
}

function RuleOf({ host, advice }: { host: string; advice: NetworkDiagnosis['advice'] }) {
  const own = advice.filter(({ hosts }) => hosts.includes(host));
  return own.map(({ rule, source }) => (
    <span key={rule}>
      Rule <code>{rule}</code>: <Source source={source} />{' '}
    </span>
  ));
}
