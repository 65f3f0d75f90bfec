import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { ScreenName } from '../address/screens.ts';
import type { Screen, ScreenProps } from '../screens/screen.ts';
import { views } from '../screens/views.ts';
import { Skeleton } from './skeleton.tsx';

/** The component of a screen, loaded first if it is not there from the start. */
export function ShownScreen({ screen, ...props }: ScreenProps & { screen: ScreenName }) {
  const view = views[screen];
  const loaded = useSignal<Screen | undefined>('eager' in view ? view.eager : undefined);
  const hasFailed = useSignal(false);
  useEffect(() => {
    if ('eager' in view) return;
    view.load().then(
      (component) => {
        loaded.value = component;
      },
      () => {
        hasFailed.value = true;
      },
    );
  }, [view]);
  if (hasFailed.value) return <LoadFailed />;
  const Loaded = loaded.value;
  return Loaded === undefined ? <Skeleton /> : <Loaded {...props} />;
}

function LoadFailed() {
  return (
    <section class="note" role="alert">
      <h1>This part of the page could not be loaded</h1>
      <p>A newer version may have been installed since the page was opened.</p>
      <button type="button" class="primary" onClick={() => location.reload()}>
        Load the page again
      </button>
    </section>
  );
}
