import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { Me } from '../../../client/client.d.ts';
import { resourceAt } from '../../api/resource.ts';
import { isSignInNeeded, signedInName, signOut } from '../../api/token.ts';
import { useFollowing } from '../../api/use-resource.ts';
import { hasKeys, zone } from '../../parts/preferences.ts';
import { Part } from '../../parts/problem/parts.tsx';
import { isHelpOpen } from '../keyboard/keys-help.tsx';
import { mePath } from '../me.ts';

/** Who the service takes the reader for, and what they chose. */
export function WhoAmI() {
  const me = resourceAt<Me>(mePath).body.value;
  return (
    <details class="menu">
      <summary>
        <span class="unseen">You: </span>
        {me === undefined ? (signedInName.value ?? 'You') : nameOf(me)}
      </summary>
      <div class="menu-body">
        <Part>
          <Person />
        </Part>
        <Choices />
        <button type="button" onClick={() => (isHelpOpen.value = true)}>
          Keys
        </button>
        <SignOut />
      </div>
    </details>
  );
}

// It reads what the menu shows too: what it cannot show is forgotten, and read anew.
function Person() {
  const me = useFollowing<Me>(mePath).body.value;
  return me === undefined ? null : (
    <p>
      <b>{nameOf(me)}</b>
      <br />
      <span class="quiet">{roleText(me)}</span>
    </p>
  );
}

function Choices() {
  return (
    <>
      <label>
        <input
          type="checkbox"
          checked={zone.value === 'local'}
          onChange={({ currentTarget }) => (zone.value = currentTarget.checked ? 'local' : 'utc')}
        />
        Times of this machine
      </label>
      <label>
        <input type="checkbox" checked={hasKeys.value} onChange={({ currentTarget }) => (hasKeys.value = currentTarget.checked)} />
        Single keys work
      </label>
    </>
  );
}

function SignOut() {
  const isPossible = useSignal(false);
  useEffect(() => {
    void isSignInNeeded().then((can) => {
      isPossible.value = can;
    });
  }, []);
  return isPossible.value ? (
    <button type="button" onClick={() => void signOut()}>
      Sign out
    </button>
  ) : null;
}

function nameOf({ name, kind }: Me): string {
  return typeof name === 'string' ? name : kind === 'app' ? 'An application' : 'You';
}

function roleText({ role, visible }: Me): string {
  return visible.all ? `${role}, sees everything` : `${role}, sees a part`;
}
