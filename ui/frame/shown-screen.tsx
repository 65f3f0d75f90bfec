import type { ScreenName } from '../address/screens.ts';
import { LoadFailed } from '../parts/lazy/load-failed.tsx';
import { useLoaded } from '../parts/lazy/use-loaded.ts';
import type { ScreenProps } from '../screens/screen.ts';
import { views } from '../screens/views.ts';
import { Skeleton } from './skeleton.tsx';

/** The component of a screen, loaded first if it is not there from the start. */
export function ShownScreen({ screen, ...props }: ScreenProps & { screen: ScreenName }) {
  const view = views[screen];
  const Loaded = 'eager' in view ? useLoaded(undefined, view.eager) : useLoaded(view.load);
  if (Loaded === 'failed') return <LoadFailed isPage />;
  return Loaded === undefined ? <Skeleton /> : <Loaded {...props} />;
}
