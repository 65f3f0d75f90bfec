const pair = /(?:^|[\s,;|>])[\w.-]{1,40}=(?=\S)/g;
const json = /^\s*[[{].*"\s*:/;
const cell = /[,;|\t](?! )/;
const fewestCells = 7;

/**
 * Whether a line is what a program keeps, and not what it tells: pairs of name and value, JSON, or a row of many cells. What is said in
 * one is said of whom the record names, in fields that are not known.
 */
export function isRecord(line: string): boolean {
  return json.test(line) || (line.match(pair)?.length ?? 0) > 1 || line.split(cell, fewestCells).length === fewestCells;
}
