import type { Health, NetworkDiagnosis } from '../../../client/client.d.ts';
import { HealthShape } from '../../pictures/shape.tsx';
import { stepNames } from './network-words.ts';

type Phase = NetworkDiagnosis['phases'][number];

/** What a log shows of the sequences of a healthy installation, and where it stops. */
export function PhasesCard({ diagnosis }: { diagnosis: NetworkDiagnosis }) {
  const { phases } = diagnosis;
  if (phases.length === 0) return null;
  return (
    <section class="card">
      <h2>How far it came</h2>
      <ol class="phases">
        {phases.map((phase, index) => (
          <li key={`${phase.phase}-${index}`}>
            <HealthShape health={healthOfPhase(phase, diagnosis)} size={18} />
            <div>
              <p>
                <b>{phase.heading}</b>: {phase.complete ? 'complete' : incompleteText(phase, diagnosis)}
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

/** A phase that nothing is missing of and that is not complete has a step of which it was not understood what came of it. */
export function healthOfPhase({ phase, complete }: Phase, { missing, sequenceStopsAt }: NetworkDiagnosis): Health {
  if (complete) return 'healthy';
  return sequenceStopsAt?.phase === phase || missingIn(phase, missing).length > 0 ? 'critical' : 'unknown';
}

function incompleteText({ phase }: Phase, { missing, sequenceStopsAt: stop }: NetworkDiagnosis): string {
  if (stop?.phase === phase) return `stops at the step ${stepNames[stop.step]}`;
  const steps = missingIn(phase, missing);
  return steps.length > 0 ? `lacks the step ${steps.join(', ')}` : 'what came of one of its steps was not understood';
}

function missingIn(phase: Phase['phase'], missing: NetworkDiagnosis['missing']): string[] {
  return missing.flatMap((one) => ('step' in one && one.phase === phase ? [stepNames[one.step]] : []));
}
