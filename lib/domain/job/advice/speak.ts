import type { Catalogue } from '../../catalogue/build-catalogue.ts';
import { createTextExplainer } from '../../catalogue/text/explain-text.ts';
import { findSpeaker, type Speaker } from './find-speaker.ts';
import type { JobFigure } from './job-figure.ts';
import type { TextReader } from './read-message.ts';

/** Finds who speaks for a job of that figure; undefined where it is well. */
export type SpeakerFinder = (figure: JobFigure) => Speaker | undefined;

/** Figures kept in mind at most, for an instance that lives long. */
const mostKnown = 20_000;

/** Prepares a function that finds who speaks for a job. Messages are read by the finder of texts, which is arranged only if one has to be. */
export function createSpeakers(catalogue: Catalogue, given?: TextReader): SpeakerFinder {
  let finder = given;
  const readText: TextReader = (text) => {
    finder ??= createTextExplainer(catalogue);
    return finder(text, { isOfJob: true });
  };
  const known = new Map<string, Speaker | undefined>();
  return (figure) => {
    // A fleet shows the same few figures over and over.
    const key = JSON.stringify(figure);
    if (known.size >= mostKnown) known.clear();
    if (!known.has(key)) known.set(key, findSpeaker({ catalogue, readText }, figure));
    return known.get(key);
  };
}
