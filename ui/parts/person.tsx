/** Who did something: by name where the token told one, else by the end of their id. */
export function Person({ actor, name }: { actor: string; name?: string | undefined }) {
  if (name !== undefined) return <>{name}</>;
  if (!actor.includes('/')) return <>{actor}</>;
  return (
    <span title={actor}>
      somebody (…<code>{actor.slice(-6)}</code>)
    </span>
  );
}
