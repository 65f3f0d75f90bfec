import { readFileSync } from 'node:fs';
import * as z from 'zod';

const SettingsFileSchema = z.object({ IsEncrypted: z.literal(false).optional(), Values: z.record(z.string(), z.string()) });

/** The `Values` of a local.settings.json. @throws Error that names the file and says what is wrong with it. */
export function readSettingsFile(file: string): Record<string, string> {
  const text = readText(file);
  try {
    return SettingsFileSchema.parse(JSON.parse(text)).Values;
  } catch {
    throw new Error(`${file} is not a settings file: it must read {"IsEncrypted": false, "Values": {"NAME": "text", …}}.`);
  }
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    throw new Error(`${file} cannot be read. Copy local.settings.sample.json and give its path with --settings.`);
  }
}
