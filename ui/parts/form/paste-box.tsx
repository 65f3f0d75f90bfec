import { type Signal, useSignal } from '@preact/signals';
import { useEffect, useId } from 'preact/hooks';
import { counted } from '../../words/durations.ts';
import { sizeText } from '../../words/sizes.ts';
import { decodeText, isBinary, isPacked } from './decode-text.ts';

/** What somebody gave: typed, pasted, or the content of a file. It stays in the memory of this tab, and goes where they send it. */
export interface Pasted {
  text: string;
  /** Of a file. */
  name?: string;
}

// A box for text takes seconds to lay out a log of megabytes: what is longer is held beside it.
const longestInBox = 65_536;

interface PasteBoxProps {
  label: string;
  placeholder: string;
  pasted: Signal<Pasted>;
}

/** Takes a text by typing, pasting, dropping a file or choosing one. */
export function PasteBox({ label, placeholder, pasted }: PasteBoxProps) {
  const id = useId();
  const isOver = useSignal(false);
  // Until something else is given.
  const said = useSignal<{ of: Pasted; sentence: string } | undefined>(undefined);
  const readFiles = async ([file, ...others]: readonly File[]) => {
    if (file === undefined) return;
    const bytes = new Uint8Array(await file.arrayBuffer());
    const unread = isPacked(bytes) ? 'packed: unpack it, and give the text in it' : isBinary(bytes) && 'not a text: nothing of it was read';
    if (!unread) pasted.value = { text: decodeText(bytes), name: file.name };
    const onlyOne = others.length > 0 ? `Of ${others.length + 1} files only ${file.name} was read: give one at a time.` : '';
    said.value = { of: pasted.value, sentence: unread ? `${file.name} is ${unread}.` : onlyOne };
  };
  useEffect(holdPage, []);
  const isHeld = pasted.value.text.length > longestInBox;
  return (
    <fieldset
      class={isOver.value ? 'paste over' : 'paste'}
      onDragOver={(event) => {
        event.preventDefault();
        isOver.value = true;
      }}
      onDragLeave={() => (isOver.value = false)}
      onDrop={(event) => {
        event.preventDefault();
        isOver.value = false;
        void readFiles([...(event.dataTransfer?.files ?? [])]);
      }}
    >
      {isHeld ? <p class="paste-label">{label}</p> : <label for={id}>{label}</label>}
      {isHeld ? <Held pasted={pasted} /> : <Box id={id} placeholder={placeholder} pasted={pasted} />}
      <FileChoice onFiles={readFiles} />
      {said.value?.of === pasted.value && said.value.sentence && (
        <p class="outcome" role="alert">
          {said.value.sentence}
        </p>
      )}
    </fieldset>
  );
}

// A file that is dropped beside the field would be opened by the browser in the place of the page.
function holdPage(): () => void {
  const hold = (event: DragEvent) => {
    if (event.dataTransfer?.types.includes('Files')) event.preventDefault();
  };
  addEventListener('dragover', hold);
  addEventListener('drop', hold);
  return () => {
    removeEventListener('dragover', hold);
    removeEventListener('drop', hold);
  };
}

function Box({ id, placeholder, pasted }: Omit<PasteBoxProps, 'label'> & { id: string }) {
  const paste = (event: ClipboardEvent) => {
    const text = event.clipboardData?.getData('text') ?? '';
    if (text.length <= longestInBox) return;
    event.preventDefault();
    pasted.value = { text };
  };
  return (
    <textarea
      id={id}
      rows={8}
      placeholder={placeholder}
      spellcheck={false}
      autocomplete="off"
      value={pasted.value.text}
      onPaste={paste}
      onInput={({ currentTarget }) => (pasted.value = { text: currentTarget.value })}
    />
  );
}

function Held({ pasted }: Pick<PasteBoxProps, 'pasted'>) {
  const { text, name = 'The pasted text' } = pasted.value;
  return (
    <p class="held">
      <span>
        <b>{name}</b> <span class="quiet">{`${sizeText(text.length)}, too long to be shown whole here`}</span>
      </span>
      <button type="button" onClick={() => (pasted.value = { text: '' })}>
        Take it out
      </button>
    </p>
  );
}

function FileChoice({ onFiles }: { onFiles: (files: readonly File[]) => Promise<void> }) {
  return (
    <label class="file small">
      <span class="quiet">or drop a file here, or choose one:</span>{' '}
      <input
        type="file"
        onChange={({ currentTarget }) => {
          void onFiles([...(currentTarget.files ?? [])]);
          currentTarget.value = '';
        }}
      />
    </label>
  );
}

/** What is too long is told before it is sent. Undefined for a text that may be. */
export function tooLong(length: number, limit: number, unit: string): string | undefined {
  return length > limit ? `It has ${counted(length, unit)}; at most ${counted(limit, unit)} can be read.` : undefined;
}
