import { useEffect } from 'preact/hooks';

/** What the tab of the browser says. */
export function Title({ text }: { text: string }) {
  useEffect(() => {
    document.title = `${text} · Sync Status`;
  }, [text]);
  return null;
}
