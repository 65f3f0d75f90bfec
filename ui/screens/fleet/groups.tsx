import type { Health, JobGroup, JobGroupList, JobList } from '../../../client/client.d.ts';
import { setQuery } from '../../address/address.ts';
import { useFollowing, useResource } from '../../api/use-resource.ts';
import { fleetStatus } from '../../frame/fleet-status.ts';
import { TimeLeft } from '../../parts/facts/days-left.tsx';
import { UpstreamHint } from '../../parts/facts/upstream-hint.tsx';
import { ProblemNote } from '../../parts/problem/problem-note.tsx';
import { RowMark } from '../../pictures/row-mark.tsx';
import { counted, numberText } from '../../words/durations.ts';
import { healths } from '../../words/healths.ts';
import { jobsWords } from '../../words/jobs-words.ts';
import { actorLabels } from '../../words/who-acts.ts';
import type { Filter } from './jobs/filter-jobs.ts';
import { isInGroup, keyOf } from './jobs/group-key.ts';
import { JobRows, mostHeld } from './jobs/job-rows.tsx';
import { groupsPath, jobsPath } from './jobs/jobs-path.ts';
import { NoMatch } from './jobs/jobs-view.tsx';

interface GroupsProps {
  by: 'cause' | 'tenant';
  filter: Filter;
  /** The key of the group that stands open. */
  open: string | undefined;
}

/** One closed line a cause or a tenant, the worst first. */
export function Groups({ by, filter, open }: GroupsProps) {
  const groups = useResource<JobGroupList>(groupsPath(by, filter));
  const found = groups.body.value?.value;
  const isHeld = found && found.reduce((sum, { count }) => sum + count, 0) <= mostHeld;
  return (
    <>
      {groups.problem.value && <ProblemNote problem={groups.problem.value} />}
      {found?.length === 0 && <NoMatch />}
      {found && found.length > 0 && (
        <ol class="rows groups" aria-label={by === 'cause' ? 'Causes' : 'Tenants'}>
          {worstFirst(found).map((group) => (
            <Group key={keyOf(group)} by={by} group={group} all={isHeld ? jobsPath(filter) : undefined} isOpen={open === keyOf(group)} />
          ))}
        </ol>
      )}
      {groups.body.value?.nextLink && <p class="note">There are more groups; the search finds them.</p>}
    </>
  );
}

// What was read before does not say how a tenant is that cannot be read now.
function isUnreadable({ key }: JobGroup): boolean {
  return fleetStatus.body.value?.tenants.unreadable.some(({ tenantId }) => tenantId === key) ?? false;
}

function healthOf(group: JobGroup): Health {
  return group.health !== 'critical' && isUnreadable(group) ? 'unknown' : group.health;
}

function worstFirst(groups: readonly JobGroup[]): JobGroup[] {
  return groups.toSorted((one, other) => healths.indexOf(healthOf(one)) - healths.indexOf(healthOf(other)));
}

interface GroupProps {
  by: 'cause' | 'tenant';
  group: JobGroup;
  /** Where its jobs are read with all others, to be held while it is closed; absent where they are too many. */
  all: string | undefined;
  isOpen: boolean;
}

function Group({ isOpen, ...props }: GroupProps) {
  const { by, group, all } = props;
  return (
    <li>
      <details
        open={isOpen}
        onToggle={({ currentTarget }) => currentTarget.open !== isOpen && setQuery({ open: currentTarget.open ? keyOf(group) : undefined })}
      >
        <summary class="job">
          <GroupLine by={by} group={group} />
        </summary>
        {(isOpen || all) && <JobsOfGroup {...props} />}
      </details>
    </li>
  );
}

function GroupLine({ by, group }: { by: 'cause' | 'tenant'; group: JobGroup }) {
  const { key, title, health, count, byHealth, tenants, whoMustAct, disableAt } = group;
  return (
    <>
      <RowMark health={healthOf(group)} />
      <span class="name">
        <b>{title}</b>
        {by === 'cause' && key !== undefined && <code>{key}</code>}
      </span>
      <span class="why">
        <span>
          {by === 'tenant' ? (
            jobsWords({ total: count, byHealth })
          ) : (
            <>
              <b class="numbers big">{numberText(count)}</b> {count === 1 ? 'job' : 'jobs'} in {counted(tenants, 'tenant')}
            </>
          )}
        </span>
        {isUnreadable(group) && <small class="stale">as last read: the tenant cannot be read now</small>}
        {by === 'cause' && <UpstreamHint tenants={tenants} />}
      </span>
      <span class="who">{whoMustAct && health !== 'healthy' && actorLabels[whoMustAct]}</span>
      <span class="until">
        {disableAt !== undefined && (
          <>
            <TimeLeft disableAt={disableAt} />
            {count > 1 && <small>the first of them</small>}
          </>
        )}
      </span>
      <span class="chevron" />
    </>
  );
}

function JobsOfGroup({ by, group, all }: Omit<GroupProps, 'isOpen'>) {
  const { pathname, search } = new URL(group.links.jobs);
  const list = useFollowing<JobList>(all ?? `${pathname}${search}${search ? '&' : '?'}pageSize=1000`, group);
  if (list.problem.value) return <ProblemNote problem={list.problem.value} />;
  const read = list.body.value?.value;
  const jobs = all ? read?.filter((job) => isInGroup(job, group, by)) : read;
  return jobs ? <JobRows jobs={jobs} matches={() => true} label={`Jobs: ${group.title}`} /> : <div class="bone line" />;
}
