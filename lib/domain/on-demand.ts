/** What is found out at most once, and only if somebody asks. */
export function onDemand<Value extends object>(find: () => Value): () => Value {
  let found: Value | undefined;
  return () => {
    found ??= find();
    return found;
  };
}
