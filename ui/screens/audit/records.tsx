import type { AuditList } from '../../../client/client.d.ts';
import { useResource } from '../../api/use-resource.ts';
import { CsvButton } from '../../parts/csv-button.tsx';
import { ProblemNote } from '../../parts/problem/problem-note.tsx';
import { counted } from '../../words/durations.ts';
import { AuditLine } from './audit-line.tsx';
import { auditTable } from './audit-table.ts';
import { useOlder } from './use-older.ts';

/** The records of one tenant, as many pages as were asked for. */
export function Records({ path }: { path: string }) {
  const list = useResource<AuditList>(path);
  const body = list.body.value;
  const { older, refused, read } = useOlder(body?.nextLink);
  const problem = list.problem.value;
  if (body === undefined) return problem ? <ProblemNote problem={problem} /> : <div class="bone block" />;
  const entries = [...body.value, ...older];
  return (
    <>
      {problem && <ProblemNote problem={problem} />}
      {entries.length === 0 ? (
        <p class="note">Nothing is written down for this tenant in this time.</p>
      ) : (
        <>
          <div class="toolbar">
            <span class="quiet">
              {counted(entries.length, 'record')}
              {read && ' and more'}
            </span>
            <CsvButton name="audit" table={() => auditTable(entries)} />
          </div>
          <ol class="rows" aria-label="Records">
            {entries.map((entry) => (
              <AuditLine key={`${entry.at} ${entry.action} ${entry.phase} ${entry.requestId} ${entry.operationId}`} entry={entry} />
            ))}
          </ol>
          {read && refused ? (
            <ProblemNote problem={refused.problem} onTry={read} notBefore={refused.mayTryAt} />
          ) : (
            read && (
              <p class="line-part">
                <button type="button" onClick={read}>
                  Show older ones
                </button>
              </p>
            )
          )}
        </>
      )}
    </>
  );
}
