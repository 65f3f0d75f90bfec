import { inertText } from './inert-text.ts';

export type Element = Record<string, unknown>;
export type Color = 'Default' | 'Attention' | 'Warning' | 'Good' | 'Accent';

/** Cuts texts and remembers whether any was too long. */
export interface Cutter {
  text(text: string): string;
  /** For names and values, which need less room than sentences. */
  name(text: string): string;
  wasCut(): boolean;
}

const longestName = 200;

export function createCutter(maximumLength: number): Cutter {
  let wasCut = false;
  function cut(text: string, limit: number): string {
    const result = inertText(text, limit);
    wasCut ||= inertText(text, limit + 1) !== result;
    return result;
  }
  return {
    text: (text) => cut(text, maximumLength),
    name: (text) => cut(text, Math.min(maximumLength, longestName)),
    wasCut: () => wasCut,
  };
}

/** `TextRun` knows no Markdown, unlike `TextBlock`: https://learn.microsoft.com/adaptive-cards/schema-explorer/text-run */
export function run(text: string, style: Element = {}): Element {
  return { type: 'TextRun', text, ...style };
}

export function richText(inlines: readonly Element[], style: Element = {}): Element {
  return { type: 'RichTextBlock', inlines, ...style };
}

/** A label and its value side by side. */
export function factRow(label: string, value: string): Element {
  return {
    type: 'ColumnSet',
    spacing: 'Small',
    columns: [
      { type: 'Column', width: '110px', items: [richText([run(label, { isSubtle: true })])] },
      { type: 'Column', width: 'stretch', items: [richText([run(value)])] },
    ],
  };
}
