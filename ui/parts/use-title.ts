import { useEffect } from 'preact/hooks';

/** Says in the tab of the browser what is shown; undefined leaves it to whatever else is shown. */
export function useTitle(text: string | undefined): void {
  useEffect(() => {
    if (text !== undefined) document.title = `${text} · Sync Status`;
  }, [text]);
}
