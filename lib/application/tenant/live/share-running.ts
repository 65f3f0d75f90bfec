/** What is being read, by a name that says all that the answer depends on. */
export type Sharing<Value> = (name: string, read: () => Promise<Value>) => Promise<Value>;

/**
 * Lets whoever asks for what is just being read wait for that one answer; once it is there nothing is kept. Whether somebody may see it is
 * judged before.
 */
export function shareRunning<Value>(): Sharing<Value> {
  const running = new Map<string, Promise<Value>>();
  return (name, read) => {
    const underWay = running.get(name);
    if (underWay !== undefined) return underWay;
    const reading = read().finally(() => running.delete(name));
    running.set(name, reading);
    return reading;
  };
}
