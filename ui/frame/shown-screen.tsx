import type { ScreenName } from '../address/screens.ts';
import { LoadFailed } from '../parts/lazy/load-failed.tsx';
import { useLoaded } from '../parts/lazy/use-loaded.ts';
import { Part } from '../parts/problem/parts.tsx';
import { ProblemNote } from '../parts/problem/problem-note.tsx';
import type { ScreenProps } from '../screens/screen.ts';
import { views } from '../screens/views.ts';
import { exclusion } from './me.ts';
import { Skeleton } from './skeleton.tsx';

/** The component of a screen, loaded first if it is not there from the start. */
export function ShownScreen({ screen, ...props }: ScreenProps & { screen: ScreenName }) {
  const view = views[screen];
  const Loaded = 'eager' in view ? useLoaded(undefined, view.eager) : useLoaded(view.load);
  if (exclusion.value) return <ProblemNote problem={exclusion.value} isPage />;
  if (Loaded === 'failed') return <LoadFailed isPage />;
  if (Loaded === undefined) return <Skeleton />;
  return (
    <Part isPage>
      <Loaded {...props} />
    </Part>
  );
}
