/** What one pass over a tenant needs, as measured. */
export interface PassNeeds {
  /** Of the instance's processor. */
  cpuInMs: number;
  /** Of a storage that serves one request at a time; none where storage takes as many as come. */
  storageInMs: number;
  /** Waiting for Graph and for answers on their way, which keeps nobody else from working. */
  waitInMs: number;
}

export interface Fleet {
  tenants: number;
  instances: number;
  /** Messages that an instance handles at once. */
  messagesAtOnce: number;
}

export interface TickForecast {
  durationInMs: number;
  /** How much of the time the processors of the instances, and the storage, were at work. */
  cpuShare: number;
  storageShare: number;
}

/** A pass alternates between its needs this often: it is not one long computation and then one long wait. */
const rounds = 4;

/** Serves one after the other, whoever comes first. */
interface Station {
  freeAt: number;
  busyInMs: number;
}

interface Event {
  at: number;
  instance: number;
  /** Steps that the pass has behind it. */
  step: number;
}

/** One tick over a fleet as discrete events: queue, processors, a storage, and waits. */
export function simulateTick(needs: PassNeeds, { tenants, instances, messagesAtOnce }: Fleet): TickForecast {
  const processors = Array.from({ length: instances }, (): Station => ({ freeAt: 0, busyInMs: 0 }));
  const storage: Station = { freeAt: 0, busyInMs: 0 };
  const events = createHeap();
  let waiting = tenants;
  let endsAt = 0;
  const begin = (instance: number, at: number): void => {
    if (waiting === 0) return;
    waiting -= 1;
    events.push({ at, instance, step: 0 });
  };
  for (let slot = 0; slot < messagesAtOnce; slot += 1) for (let instance = 0; instance < instances; instance += 1) begin(instance, 0);
  for (let event = events.pop(); event !== undefined; event = events.pop()) {
    const { at, instance, step } = event;
    if (step === rounds * 3) {
      endsAt = Math.max(endsAt, at);
      begin(instance, at);
      continue;
    }
    const kind = step % 3;
    const doneAt =
      kind === 0
        ? serve(processors[instance] ?? storage, at, needs.cpuInMs / rounds)
        : kind === 1
          ? serve(storage, at, needs.storageInMs / rounds)
          : at + needs.waitInMs / rounds;
    events.push({ at: doneAt, instance, step: step + 1 });
  }
  const busyInMs = processors.reduce((sum, station) => sum + station.busyInMs, 0);
  return { durationInMs: endsAt, cpuShare: busyInMs / (instances * endsAt), storageShare: storage.busyInMs / endsAt };
}

function serve(station: Station, at: number, needInMs: number): number {
  station.freeAt = Math.max(station.freeAt, at) + needInMs;
  station.busyInMs += needInMs;
  return station.freeAt;
}

/** The earliest first. */
function createHeap() {
  const heap: Event[] = [];
  const before = (one: number, other: number) => (heap[one]?.at ?? 0) < (heap[other]?.at ?? 0);
  const swap = (one: number, other: number): void => {
    const [first, second] = [heap[one], heap[other]];
    if (first && second) [heap[one], heap[other]] = [second, first];
  };
  function push(event: Event): void {
    heap.push(event);
    for (let child = heap.length - 1; child > 0; ) {
      const parent = (child - 1) >> 1;
      if (!before(child, parent)) return;
      swap(child, parent);
      child = parent;
    }
  }
  function pop(): Event | undefined {
    swap(0, heap.length - 1);
    const first = heap.pop();
    for (let parent = 0; ; ) {
      const left = 2 * parent + 1;
      if (left >= heap.length) return first;
      const child = left + 1 < heap.length && before(left + 1, left) ? left + 1 : left;
      if (!before(child, parent)) return first;
      swap(child, parent);
      parent = child;
    }
  }
  return { push, pop };
}

/** The fewest instances with which a tick is over within `limitInMs`; undefined where no number helps. */
export function instancesNeeded(needs: PassNeeds, fleet: Omit<Fleet, 'instances'>, limitInMs: number): number | undefined {
  for (let instances = 1; instances <= 1_000; instances = Math.ceil(instances * 1.1 + 0.01)) {
    if (simulateTick(needs, { ...fleet, instances }).durationInMs <= limitInMs) return instances;
  }
  return undefined;
}
