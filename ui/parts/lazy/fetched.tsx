import type { ComponentType } from 'preact';
import { LoadFailed } from './load-failed.tsx';
import { useLoaded } from './use-loaded.ts';

/** A part that is fetched when it is first shown; its place is kept meanwhile. */
export function fetched<Props extends object>(load: () => Promise<ComponentType<Props>>): (props: Props) => preact.JSX.Element {
  return (props) => {
    const Part = useLoaded(load);
    if (Part === 'failed') return <LoadFailed />;
    return Part === undefined ? <div class="bone block" /> : <Part {...props} />;
  };
}
