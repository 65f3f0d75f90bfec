import { announce } from './announcer.tsx';

/** Saves what is shown as a table. `table` is asked for when it is pressed. */
export function CsvButton({ name, table }: { name: string; table: () => string }) {
  const save = () => {
    // Without the mark, Excel takes UTF-8 for the code page of the machine.
    const url = URL.createObjectURL(new Blob(['\uFEFF', table()], { type: 'text/csv' }));
    const link = document.createElement('a');
    link.href = url;
    link.download = `${name}.csv`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(url), 10_000);
    announce(`Saved ${name}.csv`);
  };
  return (
    <button type="button" onClick={save}>
      Save as CSV
    </button>
  );
}
