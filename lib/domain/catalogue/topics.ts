import { once } from '../once.ts';
import type { Topic } from './topic.ts';

export interface Topics {
  all: readonly Topic[];
  /** The topic of an id, in any case. */
  findTopic(id: string): Topic | undefined;
  /** Topics that help with an entry of the catalogue, by its `family/code`. */
  topicsOf(entryId: string): readonly Topic[];
}

async function importTopics(): Promise<readonly Topic[]> {
  // Literal paths, because the bundler follows only those.
  const parts = await Promise.all([
    import('./topics/installing.ts').then((part): readonly Topic[] => part.installing),
    import('./topics/identities.ts').then((part): readonly Topic[] => part.identities),
    import('./topics/filtering.ts').then((part): readonly Topic[] => part.filtering),
    import('./topics/signing-in.ts').then((part): readonly Topic[] => part.signingIn),
    import('./topics/operating.ts').then((part): readonly Topic[] => part.operating),
    import('./topics/rules.ts').then((part): readonly Topic[] => part.rules),
    import('./topics/network.ts').then((part): readonly Topic[] => part.network),
    import('./topics/seeing.ts').then((part): readonly Topic[] => part.seeing),
  ]);
  return parts.flat();
}

function buildTopics(all: readonly Topic[]): Topics {
  const byId = new Map(all.map((topic) => [topic.id, topic]));
  const byEntry = new Map<string, Topic[]>();
  for (const topic of all) for (const code of topic.codes) byEntry.set(code, [...(byEntry.get(code) ?? []), topic]);
  return {
    all,
    findTopic: (id) => byId.get(id.trim().toLowerCase()),
    topicsOf: (entryId) => byEntry.get(entryId) ?? [],
  };
}

/** Answers a loader of the topics: the prose is imported at the first call and kept. */
export function createTopics(): { loadTopics(): Promise<Topics> } {
  return { loadTopics: once(async () => buildTopics(await importTopics())) };
}
