import { parseArgs } from 'node:util';

export interface StartArguments {
  port: number;
  settingsFile?: string;
  keep: boolean;
}

export const usage = 'Usage: npm start [-- --port 7071] [--settings FILE] [--keep]';

/** Reads the command line of `npm start`. @throws Error with one sentence that says what to give instead. */
export function readArguments(argv: string[]): StartArguments {
  const { values } = parseArgs({
    args: argv,
    options: { port: { type: 'string', default: '7071' }, settings: { type: 'string' }, keep: { type: 'boolean', default: false } },
  });
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 1 || port > 65_529) throw new Error('--port takes a whole number from 1 to 65529.');
  return { port, keep: values.keep, ...(values.settings === undefined ? {} : { settingsFile: values.settings }) };
}
