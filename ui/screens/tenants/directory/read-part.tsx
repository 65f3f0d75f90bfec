import type { ComponentChildren } from 'preact';
import type { DirectorySync } from '../../../../client/client.d.ts';
import { Time } from '../../../parts/facts/time.tsx';
import { UnavailableNote } from '../../../parts/problem/unavailable-note.tsx';

type Part = DirectorySync['times' | 'settings' | 'domains' | 'administrators'];

interface ReadPartProps {
  part: Part;
  title: string;
  /** Begins the sentence that it may not be read. */
  what: string;
  tenantId: string;
  children: ComponentChildren;
}

/** A part that Graph permits or refuses by itself: what it says, or why nothing is known of it. */
export function ReadPart({ part, title, what, tenantId, children }: ReadPartProps) {
  const { state, readAt, failure, unavailable, value } = part;
  return (
    <section class="read-part">
      <h3>
        {title}
        {readAt && (
          <small class="quiet">
            {' '}
            read <Time at={readAt} />
          </small>
        )}
      </h3>
      {unavailable && <UnavailableNote what={what} unavailable={unavailable} tenantId={tenantId} />}
      {state === 'notYetRead' && <p class="quiet">Not read yet: its turn comes once an hour.</p>}
      {state === 'failed' && (
        <p class="note" role="status">
          <span>
            The last try failed
            {failure && (
              <>
                : <code>{failure}</code>
              </>
            )}
            . {value ? 'What stands here is older.' : 'Nothing is known of it.'}
          </span>
        </p>
      )}
      {value && children}
    </section>
  );
}
