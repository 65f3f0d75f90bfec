import type { ComponentChildren } from 'preact';
import { useRef } from 'preact/hooks';
import type { Job } from '../../../client/client.d.ts';
import { minute } from '../../api/clock.ts';
import { Parts } from '../../parts/problem/parts.tsx';
import { ActCard, AdviceLink } from './act/act-card.tsx';
import { ChangesCard } from './changes/changes-card.tsx';
import { Remedies } from './explanation/remedies.tsx';
import { WhatIsWrong } from './explanation/what-is-wrong.tsx';
import { FactsCard } from './facts-card.tsx';
import { FailingCard } from './failing/failing-card.tsx';
import { isOperationComing, OperationOf } from './operation/operation-card.tsx';
import { isInTheWay, shownOperation } from './operation/shown-operation.ts';
import { TenantHint } from './tenant-hint.tsx';
import { CountdownCard } from './timeline/countdown-card.tsx';
import { LifeCard } from './timeline/life-card.tsx';
import { TriesCard } from './timeline/tries-card.tsx';

/** All that is known of a job, in the order in which somebody who was woken needs it; `incidentId` where another incident than its open one is looked at. */
export function Story({
  job,
  incidentId = job.incidentId,
  children,
}: {
  job: Job;
  incidentId?: string | undefined;
  children?: ComponentChildren;
}) {
  const operationId = shownOperation(job, minute.value);
  const isLive = isInTheWay(job);
  const firstShown = useRef(operationId);
  const isComing = operationId !== undefined && operationId === firstShown.current && isOperationComing(operationId);
  return (
    <Parts>
      <TenantHint tenantId={job.tenantId} />
      <div class="story">
        <div class="column">
          <Parts>
            <WhatIsWrong job={job} />
            <Remedies advice={job.advice} explanation={job.explanation} />
          </Parts>
        </div>
        <div class={`column aside${isComing ? ' coming' : ''}`}>
          <Parts>
            {operationId && (
              <OperationOf key={operationId} operationId={operationId} job={job} isNew={operationId !== firstShown.current} />
            )}
            {isLive ? <AdviceLink job={job} /> : <ActCard job={job} />}
            <CountdownCard job={job} />
            <TriesCard job={job} />
            <FactsCard job={job} />
          </Parts>
        </div>
        <div class="column">
          <Parts>
            {incidentId && <ChangesCard incidentId={incidentId} tenantId={job.tenantId} />}
            <LifeCard job={job} />
            {children}
          </Parts>
        </div>
      </div>
      <FailingCard job={job} />
    </Parts>
  );
}
