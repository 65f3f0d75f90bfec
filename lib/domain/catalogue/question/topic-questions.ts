import type { Topic } from '../topic.ts';

/** One word of a concept: itself, or with any ending. */
interface WordPattern {
  word: string;
  takesEndings: boolean;
}

/** A place in a question that one written form can fill. */
export interface Slot {
  question: Question;
  concept: number;
  /** Words that have to follow the first. */
  rest: readonly WordPattern[];
}

/** One way to speak of a topic. The question of no topic is the anchor: words that say what product the talk is of. */
export interface Question {
  topic: Topic | undefined;
  concepts: number;
  /** Whether it stands for its topic wherever it is said. */
  isMark: boolean;
}

/** The slots that a word can begin to fill. */
export interface QuestionIndex {
  slotsOf(word: string): readonly Slot[];
}

/** Words that carry no meaning of their own in a question. */
export const fillers: ReadonlySet<string> = new Set(
  (
    'a about all am an and any anybody are as at be been best both but by can could did do does doing done explain for from get give has have help ' +
    'hi how i if in into is it its kind know let like may me mean means must my need needed no of on one or our please possible properly really ' +
    's should show so some something t tell than that the their them then there these they thing this to true us use using want was way we what ' +
    'when where which who why will with would yes you your rules rule between versus vs against across after again around because before ever just ' +
    'knows list lot make much nobody now only other out people same see set still such these those too under until very while without work working works'
  ).split(' '),
);

/** What the talk has to be of, unless a question says it all or a mark stands there. */
const anchors = [
  'entra aad|aadc|aadconnect|aadsync azuread|azuread* adconnect ad_connect azure_ad azure_active_directory active_directory adsync* dirsync',
  'connect_sync|connect_server|connect_wizard cloud_sync sync_server|sync_service* sync_engine metaverse hybrid_identit* m365|o365 microsoft_365',
  'office_365 on_prem* onprem* adfs ad_fs ou|ous upn tenant ad_ds domain_controller* hybrid dir_sync',
].flatMap((line) => line.split(' '));

const shortestStem = 3;

function patternsOf(form: string): WordPattern[] {
  return form.split('_').map((part) => ({ word: part.replace('*', ''), takesEndings: part.endsWith('*') }));
}

/** Arranges what the topics are asked by, so that a word of a text is looked up once. */
export function indexQuestions(topics: readonly Topic[]): QuestionIndex {
  const exact = new Map<string, Slot[]>();
  const stems = new Map<string, (Slot & { stem: string })[]>();

  function add(question: Question, concept: number, form: string): void {
    const [first, ...rest] = patternsOf(form);
    if (first === undefined) return;
    const slot = { question, concept, rest };
    if (!first.takesEndings) exact.set(first.word, [...(exact.get(first.word) ?? []), slot]);
    else {
      const key = first.word.slice(0, shortestStem);
      stems.set(key, [...(stems.get(key) ?? []), { ...slot, stem: first.word }]);
    }
  }

  function addQuestion(topic: Topic | undefined, concepts: readonly string[], isMark: boolean): void {
    const question = { topic, concepts: concepts.length, isMark };
    for (const [index, concept] of concepts.entries()) for (const form of concept.split('|')) add(question, index, form);
  }

  for (const anchor of anchors) addQuestion(undefined, [anchor], false);
  for (const topic of topics) {
    for (const mark of topic.foundBy.marks) addQuestion(topic, [mark], true);
    for (const question of topic.foundBy.questions) addQuestion(topic, question.split(' '), false);
    addQuestion(topic, titleWords(topic.title), false);
  }

  return {
    slotsOf(word) {
      const whole = exact.get(word);
      const endings = stems.get(word.slice(0, shortestStem))?.filter(({ stem }) => word.startsWith(stem));
      return endings ? [...(whole ?? []), ...endings] : (whole ?? []);
    },
  };
}

function titleWords(title: string): string[] {
  const words = title.toLowerCase().match(/[a-z0-9]+/g) ?? [];
  return [...new Set(words.filter((word) => !fillers.has(word)))];
}
