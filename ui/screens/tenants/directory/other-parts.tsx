import type { DirectorySync } from '../../../../client/client.d.ts';
import { ReadPart } from './read-part.tsx';
import { administratorsWords, domainsWords, preventionWords } from './sync-words.ts';

/** What stands beside the times: domains, administrators and settings, each as far as it may be read. */
export function OtherParts({ sync: { domains, administrators, settings, tenantId } }: { sync: DirectorySync }) {
  return (
    <details>
      <summary>Domains, administrators and settings</summary>
      <ReadPart part={domains} title="Domains" what="The domains" tenantId={tenantId}>
        {domains.value && <Domains value={domains.value} />}
      </ReadPart>
      <ReadPart part={administrators} title="Administrators" what="Who holds a role" tenantId={tenantId}>
        {administrators.value && (
          <p>
            {administratorsWords(administrators.value)} {administrators.value.synchronized > 0 && 'Microsoft advises against it.'}
          </p>
        )}
      </ReadPart>
      <ReadPart part={settings} title="Settings of Entra Connect" what="The settings" tenantId={tenantId}>
        {settings.value ? <Settings value={settings.value} /> : settings.state === 'read' && <p>Graph tells none.</p>}
      </ReadPart>
    </details>
  );
}

function Domains({ value }: { value: NonNullable<DirectorySync['domains']['value']> }) {
  return (
    <>
      <p>{domainsWords(value)}.</p>
      <ul class="causes">
        {value.domains.map(({ name, verified, authenticationType, default: isDefault }) => (
          <li key={name}>
            <code>{name}</code> {verified ? 'verified' : <b>not verified</b>}, {authenticationType}
            {isDefault && ', default'}
          </li>
        ))}
      </ul>
    </>
  );
}

function Settings({ value: { features, deletionPrevention } }: { value: NonNullable<DirectorySync['settings']['value']> }) {
  const on = Object.entries(features).flatMap(([name, isOn]) => (isOn ? [name] : []));
  return (
    <>
      <p>{on.length === 0 ? 'No feature is on.' : 'These features are on:'}</p>
      <ul class="causes">
        {on.map((name) => (
          <li key={name}>
            <code>{name}</code>
          </li>
        ))}
      </ul>
      {deletionPrevention && <p>{preventionWords(deletionPrevention)}</p>}
    </>
  );
}
