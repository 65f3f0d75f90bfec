import { useEffect } from 'preact/hooks';
import { linkTo } from '../../address/link-to.ts';
import { use } from '../../api/resource.ts';
import { statusPath } from '../fleet-status.ts';
import { Favicon } from './favicon.tsx';
import { FreshnessButton } from './freshness-button.tsx';
import { Navigation } from './navigation.tsx';
import { WhoAmI } from './who-am-i.tsx';

export function Header() {
  useEffect(() => use(statusPath), []);
  return (
    <header class="bar">
      <a class="brand" href={linkTo('fleet')}>
        <Logo />
        Sync Status
      </a>
      <Navigation />
      <div class="bar-end">
        <FreshnessButton />
        <WhoAmI />
      </div>
      <Favicon />
    </header>
  );
}

function Logo() {
  return (
    <svg class="logo" viewBox="0 0 20 20" width="20" height="20" aria-hidden="true">
      <path d="M16.6 8A7 7 0 0 0 4.4 6M4 2.5V6h3.6M3.4 12a7 7 0 0 0 12.2 2m.4 3.5V14h-3.6" />
    </svg>
  );
}
