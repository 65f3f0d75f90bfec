import type { NetworkDiagnosis } from '../../../client/client.d.ts';
import { HealthShape } from '../../pictures/shape.tsx';
import { stepNames } from './network-words.ts';

type Phase = NetworkDiagnosis['phases'][number];

/** What a log shows of the sequences of a healthy installation, and where it stops. */
export function PhasesCard({ diagnosis: { phases, missing, sequenceStopsAt } }: { diagnosis: NetworkDiagnosis }) {
  if (phases.length === 0) return null;
  return (
    <section class="card">
      <h2>How far it came</h2>
      <ol class="phases">
        {phases.map((phase, index) => (
          <li key={`${phase.phase}-${index}`}>
            <HealthShape health={phase.complete ? 'healthy' : 'critical'} size={18} />
            <div>
              <p>
                <b>{phase.heading}</b>: {phase.complete ? 'complete' : incompleteText(phase, missing, sequenceStopsAt)}
              </p>
              <p class="quiet small">
                Goes out as the {phase.securityContext};{' '}
                {phase.foundBy === 'heading' ? 'named in the log' : 'concluded from the order of the hosts'}
              </p>
            </div>
          </li>
        ))}
      </ol>
    </section>
  );
}

function incompleteText({ phase }: Phase, missing: NetworkDiagnosis['missing'], stop: NetworkDiagnosis['sequenceStopsAt']): string {
  if (stop?.phase === phase) return `stops at the step ${stepNames[stop.step]}`;
  const steps = missing.flatMap((one) => ('step' in one && one.phase === phase ? [stepNames[one.step]] : []));
  return steps.length > 0 ? `lacks the step ${steps.join(', ')}` : 'not complete';
}
