import { counted } from './durations.ts';

const [kibibyte, mebibyte] = [1_024, 1_048_576];

/** `812 characters`, `40 KiB`, `5.0 MiB`: how long a text is. */
export function sizeText(length: number): string {
  if (length < kibibyte) return counted(length, 'character');
  return length < mebibyte ? `${Math.round(length / kibibyte)} KiB` : `${(length / mebibyte).toFixed(1)} MiB`;
}
