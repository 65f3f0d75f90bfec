import { useSignal } from '@preact/signals';
import type { TextExplanation } from '../../../client/client.d.ts';
import { useQuestion } from '../../api/ask.ts';
import { Title } from '../../frame/title.tsx';
import { PasteBox, type Pasted, tooLong } from '../../parts/form/paste-box.tsx';
import { Part } from '../../parts/problem/parts.tsx';
import { Refusal } from '../../parts/problem/refusal.tsx';
import { Explained } from './explained.tsx';

const longestText = 65_536;

/** A mail, a log or a message: what the codes and wordings in it mean. The text stays in this tab and is sent to be read, nowhere else. */
export function ExplainScreen() {
  const pasted = useSignal<Pasted>({ text: '' });
  const { ask, askAgain, isAsking, answered, refused } = useQuestion<string, TextExplanation>('/api/v1/errors/explain', (text) => ({
    text,
  }));
  const { text } = pasted.value;
  const length = tooLong(text.length, longestText, 'character');
  const isReady = text.trim() !== '' && length === undefined;
  return (
    <>
      <Title text="Explain" />
      <div class="headline">
        <h1 tabIndex={-1}>What does this error mean?</h1>
      </div>
      <div class="column">
        <section class="card form ask">
          <PasteBox
            label="An error message, a log, a mail: whatever names a code or says what is wrong"
            placeholder="Quarantined: HybridIdentityServiceNoActiveAgents"
            pasted={pasted}
          />
          {length && <p class="outcome">{length}</p>}
          <div class="row">
            <button
              type="button"
              class="primary"
              aria-disabled={!isReady}
              aria-busy={isAsking.value}
              onClick={() => isReady && void ask(text)}
            >
              {isAsking.value ? 'Reading it…' : 'Explain'}
            </button>
            <span class="quiet small">The text is not stored, not logged and not in the address.</span>
          </div>
        </section>
        <Refusal refused={refused.value} onTry={askAgain} />
        {answered.value && (
          <Part key={answered.value}>
            <Explained text={answered.value.asked} pasted={pasted} explanation={answered.value.told} />
          </Part>
        )}
      </div>
    </>
  );
}
