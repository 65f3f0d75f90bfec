import { type Signal, useSignal } from '@preact/signals';
import { PasteBox, type Pasted, tooLong } from '../../parts/form/paste-box.tsx';
import { isHostList } from './kind-of-text.ts';

const longestInBytes = 5 * 1_024 * 1_024;

/** What was given, and what it is read as. */
export interface Given {
  text: string;
  isList: boolean;
}

interface AskCardProps {
  pasted: Signal<Pasted>;
  isAsking: boolean;
  onAsk: (given: Given) => void;
}

type Kind = 'auto' | 'log' | 'list';

/** Takes a log, a report, a text or a list; says as what it will be read, and lets that be changed. */
export function AskCard({ pasted, isAsking, onAsk }: AskCardProps) {
  const kind = useSignal<Kind>('auto');
  const { text } = pasted.value;
  const guessed = isHostList(text);
  const isList = kind.value === 'auto' ? guessed : kind.value === 'list';
  const refused = tooLong(text.length, longestInBytes, 'character');
  const isReady = text.trim() !== '' && refused === undefined;
  return (
    <section class="card form ask">
      <PasteBox
        label="A proxy log, the report of the script, an error text, or a list of what the firewall opens"
        placeholder="1/11/2016 8:31  connect://login.microsoftonline.com:443"
        pasted={pasted}
      />
      {refused && <p class="outcome">{refused}</p>}
      <div class="row">
        <button
          type="button"
          class="primary"
          aria-disabled={!isReady}
          aria-busy={isAsking}
          onClick={() => isReady && onAsk({ text, isList })}
        >
          {isAsking ? 'Reading it…' : 'Diagnose'}
        </button>
        <label class="as">
          <span class="quiet">Read it as</span>{' '}
          {/* As wide as its longest choice: that is none whose words change, or the line would break anew. */}
          <select value={kind.value} onChange={({ currentTarget }) => (kind.value = currentTarget.value as Kind)}>
            <option value="auto">{text.trim() === '' ? 'it looks' : `it looks: ${guessed ? 'a list' : 'a log or text'}`}</option>
            <option value="log">a log, a report or a text</option>
            <option value="list">a list of what is open</option>
          </select>
        </label>
      </div>
      <p class="quiet small">It is read in the memory of the service and forgotten: not stored, not logged, not in the address.</p>
    </section>
  );
}
