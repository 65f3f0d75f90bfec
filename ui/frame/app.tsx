import { place } from '../address/address.ts';
import { Announcer } from '../parts/announcer.tsx';
import { Parts } from '../parts/problem/parts.tsx';
import { Banners } from './banners.tsx';
import { Header } from './header/header.tsx';
import { KeysHelp } from './keyboard/keys-help.tsx';
import { NoSuchPage } from './no-such-page.tsx';
import { ShownScreen } from './shown-screen.tsx';

export function App() {
  const { screen, params, query } = place.value;
  return (
    <>
      <a class="skip" href="#main">
        To the content
      </a>
      <Parts>
        <Header />
        <Banners />
      </Parts>
      <main id="main" tabIndex={-1}>
        {screen === undefined ? <NoSuchPage /> : <ShownScreen key={keyOf(screen, params)} screen={screen} params={params} query={query} />}
      </main>
      <Announcer />
      <KeysHelp />
    </>
  );
}

// Another job is another screen; another filter is not.
function keyOf(screen: string, params: Readonly<Record<string, string>>): string {
  return JSON.stringify([screen, params]);
}
