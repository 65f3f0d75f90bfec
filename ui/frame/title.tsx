import { useTitle } from '../parts/use-title.ts';

/** What the tab of the browser says. */
export function Title({ text }: { text: string }) {
  useTitle(text);
  return null;
}
