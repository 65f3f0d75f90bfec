const steps = [
  ['name', 'Name it'],
  ['consent', 'Consent'],
  ['reading', 'First reading'],
  ['done', 'Done'],
] as const;

export type Step = (typeof steps)[number][0];

/** Where one is on the way. */
export function WizardSteps({ current }: { current: Step }) {
  const at = steps.findIndex(([step]) => step === current);
  return (
    <ol class="wizard-steps" aria-label="Steps">
      {steps.map(([step, name], index) => (
        <li key={step} class={index < at || current === 'done' ? 'past' : undefined} aria-current={index === at ? 'step' : undefined}>
          {name}
          {index < at && <span class="unseen"> (done)</span>}
        </li>
      ))}
    </ol>
  );
}
