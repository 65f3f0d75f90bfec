import type { Signal } from '@preact/signals';
import type { ProvisioningErrors } from '../../../../client/client.d.ts';
import { setQuery } from '../../../address/address.ts';
import { CsvButton } from '../../../parts/csv-button.tsx';
import { Check } from '../../../parts/form/check.tsx';
import { capital } from '../../../words/capital.ts';
import { type Asked, rowChoices, spans } from './failing-path.ts';
import { failingTable } from './failing-table.ts';

interface FailingToolbarProps {
  asked: Asked;
  found: ProvisioningErrors | undefined;
  withNames: Signal<boolean>;
  onAgain: () => void;
}

/** Which rows of the log, how far back, and what to do with them. */
export function FailingToolbar({ asked, found, withNames, onAgain }: FailingToolbarProps) {
  return (
    <div class="row no-print">
      <Choice
        label="Rows of the log"
        choices={rowChoices}
        chosen={asked.rows}
        onChoose={(rows) => setQuery({ rows: rows === 'usual' ? undefined : rows })}
      />
      <Choice label="How far back" choices={spans} chosen={asked.span} onChoose={(log) => setQuery({ log })} />
      <Check value={withNames}>Show names</Check>
      <button type="button" onClick={onAgain}>
        Read the log again
      </button>
      {found?.value && found.value.length > 0 && <CsvButton name="failing-objects" table={() => failingTable(found)} />}
      <button type="button" class="link" onClick={() => setQuery({ log: undefined, rows: undefined })}>
        Close
      </button>
    </div>
  );
}

interface ChoiceProps {
  label: string;
  choices: Readonly<Record<string, { name: string }>>;
  chosen: string;
  onChoose: (key: string) => void;
}

function Choice({ label, choices, chosen, onChoose }: ChoiceProps) {
  return (
    <select aria-label={label} value={chosen} onChange={({ currentTarget }) => onChoose(currentTarget.value)}>
      {Object.entries(choices).map(([key, { name }]) => (
        <option key={key} value={key}>
          {capital(name)}
        </option>
      ))}
    </select>
  );
}
