import { searchTopics } from '../../../domain/catalogue/question/search-topics.ts';
import type { Topic } from '../../../domain/catalogue/topic.ts';
import type { CatalogueReader } from './catalogue-reader.ts';

/** One page of the topics that answer a search, best first; `after` is the id of the last one shown. Undefined when it is not in the answer. */
export async function listTopics(
  { loadTopics, loadTopicFinder }: Pick<CatalogueReader, 'loadTopics' | 'loadTopicFinder'>,
  { q, pageSize, after }: { q?: string | undefined; pageSize: number; after?: string | undefined },
): Promise<{ value: Topic[]; last?: Topic } | undefined> {
  const { all, findTopic } = await loadTopics();
  const asked = q === undefined ? [] : (await loadTopicFinder())(q, []).flatMap(({ code }) => findTopic(code) ?? []);
  const found = [...new Set([...asked, ...searchTopics(all, q)])];
  const place = after === undefined ? -1 : found.findIndex(({ id }) => id === after);
  if (after !== undefined && place < 0) return undefined;
  const value = found.slice(place + 1, place + 1 + pageSize);
  const last = value.at(-1);
  return found.length > place + 1 + pageSize && last !== undefined ? { value, last } : { value };
}
