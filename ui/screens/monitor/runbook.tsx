import runbook from '../../../docs/operations.md';
import { Fact } from '../../parts/facts/fact.tsx';

const docs = '/api/v1/docs';

// The headings of docs/operations.md, by what is wrong.
const steps = [
  [
    'No tick comes',
    'no-tick',
    'Does the function app run, and are its functions listed? A timer that has stopped by itself comes back with a restart of the app.',
  ],
  [
    'Blind',
    'The monitor',
    'Can its storage be reached, and does its credential still hold? One fault of the credential blinds it for every tenant at once.',
  ],
  ['A channel is broken', 'card-late', 'Open the address of the channel’s workflow: was it switched off, or its owner removed?'],
  ['Poison', 'poison', 'The exceptions of its function around that time tell which data it could not take.'],
] as const;

// It is served as a text: browsers that know text fragments open it at the heading, others at its beginning.
// https://wicg.github.io/scroll-to-text-fragment/
export function placeOf(heading: string): string {
  return `${runbook}#:~:text=%23%20${encodeURIComponent(heading).replaceAll('-', '%2D')}`;
}

/** What to do about the service itself, and where all of it is written. */
export function Runbook() {
  return (
    <section class="card">
      <h2>Runbook</h2>
      <dl class="facts">
        {steps.map(([what, heading, step]) => (
          <Fact key={what} name={what}>
            {step}{' '}
            <a href={placeOf(heading)}>
              More <span class="unseen">of {what} in the runbook</span>
            </a>
          </Fact>
        ))}
      </dl>
      <p class="row">
        <a href={runbook}>The whole runbook</a>
        <a href={`${docs}#Problems`}>What each problem means and what helps</a>
        <a href={`${docs}#Service`}>Health and metrics</a>
      </p>
    </section>
  );
}
