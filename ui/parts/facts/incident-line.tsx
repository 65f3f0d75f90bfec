import type { ComponentChildren } from 'preact';
import type { IncidentListItem } from '../../../client/client.d.ts';
import { linkTo } from '../../address/link-to.ts';
import { RowMark } from '../../pictures/row-mark.tsx';
import { conditionTitle } from '../../words/conditions.ts';
import { actorLabels } from '../../words/who-acts.ts';
import { DaysLeft } from './days-left.tsx';
import { OnIt } from './on-it.tsx';
import { Age, Time } from './time.tsx';

type Told = Pick<IncidentListItem, 'incidentId' | 'severity' | 'condition' | 'causeCode' | 'openedAt' | 'whoMustAct' | 'disableAt'> &
  Partial<Pick<IncidentListItem, 'state' | 'acknowledgedBy' | 'acknowledgedByName' | 'snoozedUntil'>>;

interface LineProps {
  incident: Told;
  name: string;
  /** What of the fleet that is. */
  place: string;
  /** What else is to be said of why. */
  children?: ComponentChildren;
}

/** What a row says of an incident. */
export function IncidentLine({ incident, name, place, children }: LineProps) {
  const { incidentId, severity, condition, causeCode, openedAt, whoMustAct, disableAt, state = 'open' } = incident;
  return (
    <>
      <RowMark health={severity} />
      <span class="name">
        <a class="row-link" href={linkTo('incident', { incidentId })}>
          {name}
        </a>
        <small>{place}</small>
      </span>
      <span class="why">
        {conditionTitle(condition)}
        {condition !== causeCode && <code>{causeCode}</code>}
        {children}
      </span>
      <span class="who">{whoMustAct && actorLabels[whoMustAct]}</span>
      {disableAt ? (
        <DaysLeft disableAt={disableAt} />
      ) : (
        <span class="until quiet">
          {state === 'open' ? (
            <>
              open for <Age since={openedAt} />
            </>
          ) : (
            <Time at={openedAt} />
          )}
        </span>
      )}
      {state === 'open' ? <OnIt incident={incident} /> : <span class="on-it" />}
    </>
  );
}
