import { parseArgs } from 'node:util';

export interface StartArguments {
  port: number;
  settingsFile?: string;
  keep: boolean;
  /** Callers sign in at the local authority. */
  auth: boolean;
}

const usage = 'Usage: npm start [-- --port 7071] [--settings FILE] [--auth] [--keep]';

/** Reads the command line of `npm start`. @throws Error with one sentence that says what is wrong, and the usage. */
export function readArguments(argv: string[]): StartArguments {
  const values = parse(argv);
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 1 || port > 65_529) refuse('--port takes a whole number from 1 to 65529.');
  if (values.auth && values.settings !== undefined) refuse('--auth belongs to the demo: a settings file names its own authority.');
  return { port, keep: values.keep, auth: values.auth, ...(values.settings === undefined ? {} : { settingsFile: values.settings }) };
}

function parse(argv: string[]) {
  try {
    return parseArgs({
      args: argv,
      options: {
        port: { type: 'string', default: '7071' },
        settings: { type: 'string' },
        auth: { type: 'boolean', default: false },
        keep: { type: 'boolean', default: false },
      },
    }).values;
  } catch (error) {
    // The rest of Node's message explains positional arguments, which there are none of.
    return refuse(`${(error as Error).message.split(/\. |\n/)[0]}.`);
  }
}

function refuse(sentence: string): never {
  throw new Error(`${sentence}\n${usage}`);
}
