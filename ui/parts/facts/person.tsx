interface PersonProps {
  actor: string;
  name?: string | undefined;
  /** Whether words stand before it in its sentence. */
  isWithin?: boolean;
}

/** Who did something: by name where the token told one, else by the end of their id. */
export function Person({ actor, name, isWithin = false }: PersonProps) {
  if (name !== undefined) return <>{name}</>;
  const id = actor.slice(actor.indexOf('/') + 1);
  if (id.length < 12) return <>{id}</>;
  return (
    <span title={actor}>
      {isWithin ? 'somebody' : 'Somebody'} (…<code>{id.slice(-6)}</code>)
    </span>
  );
}
