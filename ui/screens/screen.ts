import type { ComponentType } from 'preact';
import type { ScreenName } from '../address/screens.ts';

/** What a screen is given: what its address says. */
export interface ScreenProps {
  params: Readonly<Record<string, string>>;
  query: URLSearchParams;
}

export type Screen = ComponentType<ScreenProps>;

/** A screen that is there from the start, or how to load one with the first visit. */
type View = { eager: Screen } | { load: () => Promise<Screen> };

export type Views = Readonly<Record<ScreenName, View>>;
