import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import type { VNode } from 'preact';
import { HealthPill } from '../../../ui/parts/facts/health-pill.tsx';
import { HealthShape } from '../../../ui/pictures/shape.tsx';
import { healthNames, healths } from '../../../ui/words/healths.ts';

const ui = join(import.meta.dirname, '../../../ui');
const read = (path: string) => readFileSync(join(ui, path), 'utf8');

/** The lines that a drawing is made of, whatever their colour. */
function linesOf({ props }: VNode<{ d?: string; children?: unknown }>): string[] {
  const children = [props.children].flat() as VNode[];
  return [...(props.d === undefined ? [] : [props.d]), ...children.filter((each) => typeof each === 'object' && each).flatMap(linesOf)];
}

/** How often the value of each health is told by another health, too. */
function doubled(values: readonly string[]): string[] {
  return values.filter((value, index) => values.indexOf(value) !== index);
}

describe('a health is told by its shape, without its colour', () => {
  it('where it stands alone, and by its name beside it', () => {
    const drawings = healths.map((health) => linesOf(HealthShape({ health })));
    expect(drawings.map((lines) => lines.length)).toEqual(healths.map(() => 2));
    expect(doubled(drawings.map(([outline = '']) => outline))).toEqual([]);
    for (const health of healths) expect([HealthPill({ health }).props.children].flat()).toContain(healthNames[health]);
  });

  it('in a list', () => {
    const css = read('styles/pictures.css');
    const shapeOf = (selector: string) =>
      new RegExp(`^${selector.replaceAll('.', '\\.')} \\{[^}]*clip-path: ([^;]+);`, 'm').exec(css)?.[1] ?? `none of ${selector}`;
    const shapes = healths.map((health) => shapeOf(health === 'healthy' ? '.row-mark' : `.row-mark.${health}`));
    expect(doubled(shapes)).toEqual([]);
    expect(shapes.filter((shape) => shape.startsWith('none'))).toEqual([]);
  });

  it('in the tab of the browser', () => {
    const names = readdirSync(join(ui, 'icons'));
    expect(names).toHaveLength(healths.length + 1);
    const outlines = names.map((name) =>
      [...read(`icons/${name}`).matchAll(/ (?:d|points|r)="([^"]+)"/g)].map(([, value]) => value).join(' '),
    );
    expect(doubled(outlines)).toEqual([]);
  });
});
