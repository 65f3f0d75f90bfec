import type { Signal } from '@preact/signals';
import type { JobAction } from '../../../../client/client.d.ts';
import { scopeWords } from '../action-words.ts';

/** What a restart may forget, in plain words, with Graph's name beside; one that is refused says why. */
export function ScopeChoice({ choices, chosen }: { choices: readonly JobAction[]; chosen: Signal<JobAction | undefined> }) {
  return (
    <fieldset class="scopes">
      <legend>What is done</legend>
      {choices.map((choice) => {
        const { plain, name } = scopeWords(choice);
        return (
          <label key={name} class={choice.allowed ? 'check' : 'check quiet'}>
            <input type="radio" name="scope" checked={choice === chosen.value} onChange={() => (chosen.value = choice)} />
            <span>
              {plain} <code>{name}</code>
              {!choice.allowed && <small> {choice.detail}</small>}
            </span>
          </label>
        );
      })}
    </fieldset>
  );
}
