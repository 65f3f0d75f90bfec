import { diagnoseLog } from '../../../lib/domain/connectivity/diagnose/diagnose-log.ts';

// Run with little memory: the texts lie outside of the heap, so that the heap is what the diagnosis holds.
const size = 5 * 1024 * 1024;

const lines: ((index: number) => string)[] = [
  (index) => `8:31 connect://h${index}.microsoftonline.com:443 403\n`,
  (index) => `8:31 connect://h${index}-anchor.microsoftonline.com:443 504\n`,
  (index) => `https://h${index}.example.com/\n`,
  (index) => `<tr><td>8:31</td><td>connect://<em>h${index}</em>.microsoftonline.com:443</td></tr>\n`,
  (index) => `${index % 2 ? 'login.microsoftonline.com' : 'adminwebservice.microsoftonline.com'}\n`,
  () => 'words that no log has, and no page of the wizard either\n',
  () => 'url,host\n',
  () => 'a',
];

for (const line of lines) {
  const bytes = Buffer.alloc(size);
  for (let [index, at] = [0, 0]; at < size; index++) at += bytes.write(line(index), at, 'latin1') || size;
  const { lines: counts } = diagnoseLog(bytes.toString('latin1'), 'connect');
  if (counts.understood + counts.notUnderstood === 0 && line(0) !== 'url,host\n') throw new Error(`Nothing was read of ${line(0)}`);
}
console.log('done');
