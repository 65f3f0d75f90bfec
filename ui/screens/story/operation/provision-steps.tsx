import type { Operation } from '../../../../client/client.d.ts';
import { HealthShape } from '../../../pictures/shape.tsx';
import { namedFor } from './named-for.ts';
import { resultWords } from './provision-words.ts';

type Told = NonNullable<Operation['result']>;
type Step = Told['steps'][number];

/** What came of each object step by step, in Graph's order, with the reason where one was not taken; what Graph ties to no object stands last. */
export function ProvisionSteps({ operation: { operationId, result, parameters } }: { operation: Operation }) {
  if (result === undefined) return null;
  const { steps, subjects, explanation, errorCode, seen, truncated } = result;
  const hashes = parameters.provision?.subjectHashes ?? [];
  const first = (hash: string) => hashes.indexOf(hash);
  const bySubject = Map.groupBy(steps, ({ subject }) => subject ?? (hashes.length === 1 ? 0 : undefined));
  const untied = bySubject.get(undefined) ?? [];
  return (
    <>
      {errorCode && (
        <p>
          {explanation && <b>{explanation.title}. </b>}
          <code>{errorCode}</code> {explanation?.meaning}
        </p>
      )}
      {hashes.map((hash, index) => (
        <div key={index} class="plain">
          <h3>
            {namedFor.get(operationId)?.[index] ?? `Object ${index + 1}`}
            {subjects?.[index] && `: ${resultWords(subjects[index].result).says}`}
          </h3>
          {first(hash) < index ? (
            <p class="quiet small">The same object as number {first(hash) + 1}; it was sent once.</p>
          ) : (
            <StepList steps={bySubject.get(index) ?? []} />
          )}
        </div>
      ))}
      {untied.length > 0 && (
        <div class="plain">
          <h3>Graph does not say whose these steps are</h3>
          <StepList steps={untied} />
        </div>
      )}
      {truncated && <p class="quiet small">Graph told more steps than these.</p>}
      {seen && <p class="quiet small">Graph’s answer has a form that nobody can read: {seen}.</p>}
    </>
  );
}

function StepList({ steps }: { steps: readonly Step[] }) {
  return (
    <ol class="plain">
      {steps.map((step, index) => (
        <StepLine key={index} step={step} />
      ))}
    </ol>
  );
}

const types: Readonly<Record<string, string>> = {
  import: 'Read from the source',
  matching: 'Matched with the target',
  scoping: 'Held against the scope',
  processing: 'Worked out',
  referenceResolution: 'References resolved',
  export: 'Written to the target',
};

function StepLine({ step: { type = '', name, status, code, explanation } }: { step: Step }) {
  const isDone = status === 'Success';
  return (
    <li class="row">
      <HealthShape health={resultWords(status).health} size={16} />
      <span>
        {types[type] ?? <code>{name}</code>}
        {!isDone && <b>: {status.toLowerCase()}</b>} {code && <code>{code}</code>} {explanation && <small>{explanation.title}</small>}
      </span>
    </li>
  );
}
