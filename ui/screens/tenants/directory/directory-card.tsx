import type { DirectorySync, Tenant } from '../../../../client/client.d.ts';
import { apiPath } from '../../../api/api-path.ts';
import { useFollowing } from '../../../api/use-resource.ts';
import { ProblemNote } from '../../../parts/problem/problem-note.tsx';
import { HealthShape } from '../../../pictures/shape.tsx';
import { OtherParts } from './other-parts.tsx';
import { cloudSyncWords, syncHealth } from './sync-words.ts';
import { Times } from './times.tsx';

/** How the directory synchronization of a tenant stands: which engine serves it, when objects and password hashes came last, and what is set. */
export function DirectoryCard({ tenant }: { tenant: Tenant }) {
  const resource = useFollowing<DirectorySync>(apiPath('tenants', tenant.tenantId, 'directorySync'), tenant);
  const sync = resource.body.value;
  const problem = resource.problem.value;
  return (
    <section class="card tenant-part" aria-labelledby="directory-sync">
      <h2 id="directory-sync">Directory synchronization</h2>
      {problem && (tenant.partial ? <p>Only those who see the whole tenant are shown it.</p> : <ProblemNote problem={problem} />)}
      {sync === undefined ? problem === undefined && <div class="bone line" /> : <Known sync={sync} />}
    </section>
  );
}

function Known({ sync }: { sync: DirectorySync }) {
  const { engine, migration, symptom, cloudSync, failure } = sync;
  const inferred = [engine, migration, symptom].filter((each) => each !== undefined);
  return (
    <>
      <ul class="parts">
        {inferred.map(({ text }, index) => (
          <li key={text} class="part">
            {index === 0 ? <HealthShape health={syncHealth(sync)} size={20} isWorkedOut /> : <span />}
            <p>{text}</p>
          </li>
        ))}
      </ul>
      <p class="quiet small">Worked out from times and jobs: Graph has no such field.</p>
      {failure && (
        <p class="note" role="status">
          <span>
            The last try to read it brought nothing: <code>{failure}</code>. What is shown is older.
          </span>
        </p>
      )}
      <Times sync={sync} />
      {cloudSync && <p>Cloud sync: {cloudSyncWords(cloudSync)}.</p>}
      <OtherParts sync={sync} />
    </>
  );
}
