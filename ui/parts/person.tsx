/** Who did something: by name where the token told one, else by the end of their id. */
export function Person({ actor, name }: { actor: string; name?: string | undefined }) {
  if (name !== undefined) return <>{name}</>;
  const id = actor.slice(actor.indexOf('/') + 1);
  if (id.length < 12) return <>{id}</>;
  return (
    <span title={actor}>
      somebody (…<code>{id.slice(-6)}</code>)
    </span>
  );
}
