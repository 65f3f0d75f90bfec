import type { JudgedPhase } from '../phases/sequence.ts';
import type { HostRole } from '../tables/host-roles.ts';
import type { PhaseStep } from '../tables/phases.ts';
import { type BrokenRules, breakRule } from './advise.ts';

const ruleByRole = {
  'sign-in': 'sign-in-closed',
  discovery: 'discovery-closed',
  anchor: 'anchor-closed',
  'directory-discovery': 'directory-closed',
  relay: 'relay-closed',
  directory: 'graph-needed',
} as const satisfies Record<HostRole, string>;

/**
 * Says which rules the missing steps break. Where a phase stops, only its first missing step is a cause: the others follow from it, and
 * it follows itself from a refusal before it.
 */
export function adviseOnPhases(phases: readonly JudgedPhase[], isRefused: (step: PhaseStep) => boolean, broken: BrokenRules): void {
  for (const { reference, missing, stop, isEmpty } of phases) {
    const { steps, securityContext } = reference;
    if (isEmpty && securityContext === 'service account') {
      breakRule(broken, 'two-accounts');
      continue;
    }
    const end = stop === undefined ? steps.length : steps.indexOf(stop);
    const before = steps[end - 1];
    const isConsequence = before !== undefined && isRefused(before);
    for (const step of missing) {
      const place = steps.indexOf(step);
      if (place < end || (step === stop && !isConsequence)) breakRule(broken, ruleOfStep(step), step.host);
    }
  }
}

function ruleOfStep({ role, host }: PhaseStep): Parameters<typeof breakRule>[1] {
  return host === 'login.windows.net' ? 'sign-in-of-the-service' : ruleByRole[role];
}
