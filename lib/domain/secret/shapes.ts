import { fieldShapes } from './field-shapes.ts';
import { headerShapes } from './header-shapes.ts';
import { lookShapes } from './look-shapes.ts';
import type { Shape } from './shape.ts';
import { spokenShapes } from './spoken-shapes.ts';

/** Every form in which a secret stands in a text; whole blocks and headers before the names within them. */
export const shapes: readonly Shape[] = [...headerShapes, ...fieldShapes, ...spokenShapes, ...lookShapes];
