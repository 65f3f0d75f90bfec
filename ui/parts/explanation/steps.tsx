/** What to do, one after the other. */
export function Steps({ steps }: { steps: readonly string[] }) {
  if (steps.length === 0) return null;
  return (
    <ol class="steps">
      {steps.map((step) => (
        <li key={step}>{step}</li>
      ))}
    </ol>
  );
}

/** What usually lies behind it, for whoever wants to know. */
export function Causes({ causes }: { causes: readonly string[] }) {
  if (causes.length === 0) return null;
  return (
    <details>
      <summary>What usually causes it</summary>
      <Bullets items={causes} />
    </details>
  );
}

export function Bullets({ items }: { items: readonly string[] }) {
  return (
    <ul class="causes">
      {items.map((item) => (
        <li key={item}>{item}</li>
      ))}
    </ul>
  );
}
