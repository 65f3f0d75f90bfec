import type { TopicFinding } from '../../../domain/catalogue/question/find-topics.ts';
import type { TextExplanation } from '../../../domain/catalogue/text/explain-text.ts';
import type { CatalogueReader } from './catalogue-reader.ts';

/** What a text names, and after that what it asks about. */
interface ExplainedText extends Omit<TextExplanation, 'value'> {
  value: (TextExplanation['value'][number] | TopicFinding)[];
}

/** Explains what somebody pasted: the codes in it, then the topics. */
export async function explainPasted(
  { loadTextExplainer, loadTopicFinder }: Pick<CatalogueReader, 'loadTextExplainer' | 'loadTopicFinder'>,
  text: string,
): Promise<ExplainedText> {
  const [explainText, findTopics] = await Promise.all([loadTextExplainer(), loadTopicFinder()]);
  const { value: codes, ...rest } = explainText(text);
  const places = codes.flatMap(({ spans }) => spans);
  const lowest = codes.at(-1)?.score ?? 1;
  // However little a code is certain, it comes before a topic.
  const topics = findTopics(text, places).map((topic) => ({ ...topic, score: Math.min(topic.score, lowest) }));
  return { ...rest, value: [...codes, ...topics] };
}
