import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { createCatalogue } from '../../../../lib/domain/catalogue/catalogue.ts';
import { createTopicFinder } from '../../../../lib/domain/catalogue/question/find-topics.ts';
import { createTextExplainer } from '../../../../lib/domain/catalogue/text/explain-text.ts';
import { createTopics } from '../../../../lib/domain/catalogue/topics.ts';
import { threadTimeOf } from '../../../support/thread-time.ts';
import { otherTalk } from '../questions/other-talk.ts';
import { questionsByTopic } from '../questions/questions-by-topic.ts';
import { unseenQuestions, unseenTalk } from '../questions/unseen-questions.ts';
import { readCorpus } from '../text/explain-score.ts';

const { all } = await createTopics().loadTopics();
const catalogue = await createCatalogue().loadCatalogue();
const findTopics = createTopicFinder(all);
const idsIn = (text: string): string[] => findTopics(text, []).map(({ code }) => code);
const questions = Object.entries(questionsByTopic).flatMap(([id, texts]) => texts.map((text) => [text, id] as const));

describe('the topics that a text asks about', () => {
  it.each(all.map(({ id, title }) => [title, id]))('%j is found by its title', (title, id) => {
    expect(idsIn(title)[0]).toBe(id);
    expect(idsIn(title.toLowerCase())[0]).toBe(id);
  });

  it('has questions for every topic', () => {
    expect(Object.keys(questionsByTopic).sort()).toEqual(all.map(({ id }) => id).sort());
  });

  it.each(questions)('%j asks about %s', (text, id) => {
    expect(idsIn(text)).toContain(id);
  });

  it('puts the topic first that a question is about', () => {
    const first = questions.filter(([text, id]) => idsIn(text)[0] === id);
    expect(first.length / questions.length).toBeGreaterThanOrEqual(0.95);
  });

  it.each(otherTalk)('%j asks about none', (text) => {
    expect(idsIn(text)).toEqual([]);
  });

  it('are found in seven of ten questions that their words were not chosen for, and in no other talk', () => {
    const found = unseenQuestions.filter(([id, text]) => idsIn(text).includes(id));
    expect(found.length / unseenQuestions.length).toBeGreaterThanOrEqual(0.7);
    expect(unseenTalk.filter((text) => idsIn(text).length > 0)).toEqual([]);
  });

  it('are told in hardly any text that people paste because of a fault', () => {
    const explainText = createTextExplainer(catalogue);
    const corpus = readCorpus();
    const told = corpus.filter(({ text }) => {
      const places = explainText(text).value.flatMap(({ spans }) => spans);
      return findTopics(text, places).length > 0;
    });
    expect(told.length / corpus.length).toBeLessThan(0.01);
    expect(told.filter((record) => record.expect.length === 0)).toEqual([]);
  });

  it('are found in a longer message too, by the sentence that asks', () => {
    const text = 'Hello team,\nthanks for yesterday.\nHow do I force a sync\nin Azure AD Connect? The office plants need water.\nRegards';
    expect(idsIn(text)).toEqual(['force-sync-cycle']);
    const [finding] = findTopics(text, []);
    expect(finding?.spans.map(({ start, end }) => text.slice(start, end))).toEqual(['force', 'sync', 'Azure AD']);
  });

  it('beside a code are those only that another sentence asks about', () => {
    const codeIn = (text: string) => [{ start: text.indexOf('AADSTS'), end: text.indexOf('AADSTS') + 11 }];
    const texts = [
      'Azure AD Connect: why AADSTS50126 when I start a sync?',
      'Azure AD Connect: AADSTS50126. It started the sync anyway.',
      'Azure AD Connect: AADSTS50126. How do I start a delta sync?',
    ];
    expect(texts.map((text) => findTopics(text, codeIn(text)).map(({ code }) => code))).toEqual([[], [], ['force-sync-cycle']]);
  });

  it('are guessed for a question in other words, last of all and for the whole sentence', () => {
    const text = 'Does Azure AD Connect update itself to the newest build?';
    expect(findTopics('What do I gain by customizing the Azure AD Connect installation?', []).length).toBe(1);
    expect(idsIn(text)).toEqual(['connect-versions-and-upgrade']);
  });

  it('say what a code says: what it is, what to do, who must, and where that is written', () => {
    expect(findTopics('staging mode', [])).toMatchObject([
      {
        code: 'staging-mode',
        family: 'topic',
        explanation: { code: 'staging-mode', title: expect.any(String), causes: [], whoMustAct: 'server-admin' },
        alternatives: [],
      },
    ]);
  });

  it('need no more time for a longer text, whatever is repeated in it', () => {
    for (const piece of ['connect ', 'how do i force a sync in azure ad connect? ', 'delta full sync ', 'ZZ\n', '? ']) {
      const timeOf = (length: number): number => {
        const text = piece.repeat(Math.ceil(length / piece.length)).slice(0, length);
        return Math.min(...[1, 2, 3, 4, 5].map(() => threadTimeOf(() => findTopics(text, []))));
      };
      // The rest is room for what is too short to measure, by a clock that ticks every few milliseconds.
      expect(timeOf(65_536)).toBeLessThan(8 * timeOf(8192) + 30);
    }
  });

  it('keep every span inside the text, in order and best first, whatever is sent', async () => {
    const piece = fc.oneof(
      fc.constantFrom(...questions.map(([text]) => text), ...all.map(({ title }) => title)),
      fc.constantFrom(' ', '. ', '\n', '?', '_', 'connect'),
      fc.string({ unit: 'binary', maxLength: 5 }),
    );
    await fc.assert(
      fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
        const text = pieces.join('');
        const found = findTopics(text, []);
        const scores = found.map(({ score }) => score);
        expect(scores).toEqual([...scores].sort((one, other) => other - one));
        for (const { score, spans } of found) {
          expect(score).toBeLessThan(0.2);
          expect(spans.length).toBeGreaterThan(0);
          for (const { start, end } of spans) expect(0 <= start && start < end && end <= text.length).toBe(true);
        }
      }),
      { numRuns: 200 },
    );
  });
});
