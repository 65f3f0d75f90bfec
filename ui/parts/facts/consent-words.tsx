import type { Tenant } from '../../../client/client.d.ts';

/** Whether the tenant permits what is needed, with the names of what is missing. */
export function ConsentWords({ consent: { state, missing } }: { consent: Tenant['consent'] }) {
  if (state === 'granted') return <>Consent granted</>;
  if (state === 'unknown') return <>Consent not known</>;
  if (missing.length === 0) return <b>Consent missing</b>;
  return (
    <>
      <b>Missing:</b>{' '}
      {missing.map((name, index) => (
        <span key={name}>
          {index > 0 && ', '}
          <code>{name}</code>
        </span>
      ))}
    </>
  );
}
