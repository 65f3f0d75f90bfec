import { signal } from '@preact/signals';
import { Dialog } from '../../parts/form/dialog.tsx';

export const isHelpOpen = signal(false);

const keys = [
  ['/', 'to the search'],
  ['j', 'to the next row'],
  ['k', 'to the row before'],
  ['Enter', 'opens the row; in the search, goes to the first match'],
  ['Esc', 'leaves the search'],
  ['?', 'shows this'],
] as const;

export function KeysHelp() {
  return (
    <Dialog isOpen={isHelpOpen.value} title="Keys" onClose={() => (isHelpOpen.value = false)}>
      <dl class="facts">
        {keys.map(([key, what]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
      <p class="quiet">They can be switched off in the menu at the top right.</p>
    </Dialog>
  );
}
