import type { ComponentChildren } from 'preact';

/** One line of a list of facts: what it is called, and what holds. */
export function Fact({ name, children }: { name: string; children: ComponentChildren }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
