import { effect } from '@preact/signals';
import { h, render } from 'preact';
import { followLinks, moves, showPlace } from './address/address.ts';
import { startClock } from './api/clock.ts';
import { startRefreshing } from './api/refresh.ts';
import { returnFromSignIn } from './api/token.ts';
import { App } from './frame/app.tsx';
import { focusHeading } from './frame/keyboard/focus.ts';
import { keepFocus } from './frame/keyboard/keep-focus.ts';
import { listenToKeys } from './frame/keyboard/keys.ts';
import { learnPollInterval } from './frame/poll-interval.ts';
import { keepPreferences } from './parts/preferences.ts';

async function start(): Promise<void> {
  await returnFromSignIn();
  showPlace();
  const root = document.getElementById('page');
  // What stood in the HTML meanwhile makes room.
  root?.replaceChildren();
  if (root !== null) render(h(App, {}), root);
  startClock();
  keepPreferences();
  followLinks();
  listenToKeys();
  keepFocus();
  effect(() => focusHeading(moves.value));
  await Promise.all([learnPollInterval(), startRefreshing()]);
}

void start();
