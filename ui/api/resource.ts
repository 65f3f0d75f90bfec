import { type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { Problem } from '../../client/client.d.ts';
import { now } from './clock.ts';
import { readPages } from './pages.ts';
import { longPatienceInMs } from './request.ts';

/** One address of the API, as this page last read it. */
export interface Resource<Body> {
  readonly path: string;
  /** The last answer; it stays while later reads fail. */
  readonly body: ReadonlySignal<Body | undefined>;
  /** When the oldest reading in it was made; moves also when nothing else did. */
  readonly observedAt: ReadonlySignal<number | undefined>;
  /** The same of the readings that were fresh; none where none was. */
  readonly freshAt: ReadonlySignal<number | undefined>;
  /** Why the last read was refused. */
  readonly problem: ReadonlySignal<Problem | undefined>;
  /** From when on it may be asked again, where the refusal said so; milliseconds since the epoch. */
  readonly mayTryAt: ReadonlySignal<number | undefined>;
  /** Whether a read of it has ended, well or not. */
  readonly wasTried: ReadonlySignal<boolean>;
  /** How many requests it takes to read it. */
  readonly pages: number;
}

interface Kept<Body> extends Resource<Body> {
  readonly body: Signal<Body | undefined>;
  readonly observedAt: Signal<number | undefined>;
  readonly freshAt: Signal<number | undefined>;
  readonly problem: Signal<Problem | undefined>;
  readonly mayTryAt: Signal<number | undefined>;
  readonly wasTried: Signal<boolean>;
  pages: number;
  etag: string | undefined;
  users: number;
  /** Read until it is there and when somebody asks for it, not again and again. */
  rests: boolean;
  /** Nothing shows it, because it cannot be drawn. */
  isHeld: boolean;
  /** The read that is on its way. */
  reading: Promise<void> | undefined;
}

// What was left stays for the way back.
const keptUnused = 20;
const resources = new Map<string, Kept<unknown>>();
/** What is shown now, for the age in the header. */
export const shown = signal<readonly Resource<unknown>[]>([]);
/** Moves when something new was read. */
export const news = signal(0);

export function resourceAt<Body>(path: string): Resource<Body> {
  return keptAt(path) as Kept<Body>;
}

function keptAt(path: string): Kept<unknown> {
  const known = resources.get(path);
  if (known !== undefined) return known;
  const made: Kept<unknown> = {
    path,
    body: signal(undefined),
    observedAt: signal(undefined),
    freshAt: signal(undefined),
    problem: signal(undefined),
    mayTryAt: signal(undefined),
    wasTried: signal(false),
    pages: 1,
    etag: undefined,
    users: 0,
    rests: false,
    isHeld: false,
    reading: undefined,
  };
  resources.set(path, made);
  return made;
}

/** Says that something shows it from now on; answers how to say that it no longer does. */
export function use(path: string, { rests = false } = {}): () => void {
  const resource = keptAt(path);
  resource.users += 1;
  resource.rests = rests;
  tellShown();
  void readOne(resource);
  return () => {
    resource.users -= 1;
    const unused = [...resources.values()].filter(({ users }) => users === 0);
    for (const { path: old } of unused.slice(0, Math.max(0, unused.length - keptUnused))) resources.delete(old);
    tellShown();
  };
}

function tellShown(): void {
  shown.value = moving();
}

function moving(): Kept<unknown>[] {
  return [...resources.values()].filter(({ users, rests, isHeld }) => (users > 0 || isHeld) && !rests);
}

/** Reads again what is shown: what moves, and what rests where it was not read. */
export async function readShown(): Promise<void> {
  // Not waited for: some of it is asked of Graph.
  for (const resource of resources.values()) if (resource.users > 0 && isMissing(resource)) void readOne(resource);
  await Promise.all(moving().map(readOne));
}

function isMissing({ body, problem, mayTryAt }: Resource<unknown>): boolean {
  return (body.value === undefined || problem.value !== undefined) && (mayTryAt.value ?? 0) <= now.value;
}

/** Why nothing of it may be read, where that is so. */
export function forbiddenIn({ body, problem }: Resource<unknown>): Problem | undefined {
  return body.value === undefined && problem.value?.status === 403 ? problem.value : undefined;
}

/** What is shown now goes on being read, for it could not be drawn, until what nothing shows is forgotten. */
export function holdShown(): void {
  for (const resource of moving()) resource.isHeld = true;
}

/** What nothing shows is read anew when it is shown again. */
export function forgetUnused(): void {
  for (const resource of resources.values()) {
    resource.isHeld = false;
    if (resource.users > 0) continue;
    resource.body.value = undefined;
    resource.etag = undefined;
  }
  tellShown();
}

/** Reads one address again, shown or not. */
export async function readAgain(path: string): Promise<void> {
  await readOne(keptAt(path));
}

function readOne(resource: Kept<unknown>): Promise<void> {
  resource.reading ??= readInto(resource).finally(() => {
    resource.reading = undefined;
    resource.wasTried.value = true;
  });
  return resource.reading;
}

async function readInto(resource: Kept<unknown>): Promise<void> {
  const { answer, pages, missing } = await readPages(resource.path, resource.etag, resource.rests ? longPatienceInMs : undefined);
  switch (answer.kind) {
    case 'body':
      resource.pages = pages;
      resource.body.value = answer.body;
      resource.etag = answer.etag;
      resource.observedAt.value = answer.observedAt;
      resource.freshAt.value = answer.freshAt;
      resource.problem.value = missing;
      news.value += 1;
      break;
    case 'unchanged':
      resource.observedAt.value = answer.observedAt;
      resource.freshAt.value = answer.freshAt;
      resource.problem.value = undefined;
      break;
    case 'problem':
      // The button in the header says so, for all that is read.
      if (answer.problem.status === 429) break;
      resource.problem.value = answer.problem;
      resource.mayTryAt.value = answer.mayTryAt;
      break;
    case 'none':
  }
}
