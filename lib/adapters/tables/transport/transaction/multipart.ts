const lineBreak = '\r\n';

/** The header lines of a part or a message, names in lower case, and what follows the empty line. */
export interface Message {
  headers: ReadonlyMap<string, string>;
  body: string;
}

/**
 * A multipart body as texts to be written one after the other, so that nobody has to make one text of them. No part may hold a line that
 * begins with the boundary. https://www.rfc-editor.org/rfc/rfc2046#section-5.1.1
 */
export function writeMultipart(boundary: string, parts: readonly (readonly string[])[]): string[] {
  const texts: string[] = [];
  for (const part of parts) texts.push(`--${boundary}${lineBreak}`, ...part, lineBreak);
  texts.push(`--${boundary}--`);
  return texts;
}

/** The parts of a multipart body; undefined unless its type names a boundary and the body is whole, to the delimiter that closes it. */
export function readMultipart(contentType: string | undefined, text: string): Message[] | undefined {
  const boundary = boundaryOf(contentType ?? '');
  const parts = boundary === undefined ? undefined : partsOf(text, boundary);
  return parts && allOf(parts.map(readMessage));
}

/** Headers and body of a part or a message; undefined when no empty line ends the headers, one of them is none, or its type is told twice. */
export function readMessage(text: string): Message | undefined {
  if (text.startsWith(lineBreak)) return { headers: new Map(), body: text.slice(lineBreak.length) };
  const end = text.indexOf(`${lineBreak}${lineBreak}`);
  if (end < 0) return undefined;
  const headers = new Map<string, string>();
  for (const line of text.slice(0, end).split(lineBreak)) {
    const colon = line.indexOf(':');
    if (colon < 1) return undefined;
    const name = line.slice(0, colon).trim().toLowerCase();
    // Two types are two ways to read what follows.
    if (name === 'content-type' && headers.has(name)) return undefined;
    headers.set(name, line.slice(colon + 1).trim());
  }
  return { headers, body: text.slice(end + 2 * lineBreak.length) };
}

function boundaryOf(contentType: string): string | undefined {
  const [type = '', ...parameters] = contentType.split(';');
  if (!type.trim().toLowerCase().startsWith('multipart/')) return undefined;
  const boundaries = parameters.flatMap((parameter) => {
    const equals = parameter.indexOf('=');
    const value = parameter.slice(equals + 1).trim();
    const isQuoted = value.length > 1 && value.startsWith('"') && value.endsWith('"');
    return parameter.slice(0, equals).trim().toLowerCase() === 'boundary' ? [isQuoted ? value.slice(1, -1) : value] : [];
  });
  return boundaries.length === 1 ? boundaries[0] || undefined : undefined;
}

function partsOf(text: string, boundary: string): string[] | undefined {
  const parts: string[] = [];
  let before = nextDelimiter(text, boundary, 0);
  while (before !== undefined && !before.closes) {
    // The line break of a delimiter's own line is also the one before the next delimiter when the part between them is empty.
    const after = nextDelimiter(text, boundary, before.end - lineBreak.length);
    if (after === undefined) return undefined;
    parts.push(text.slice(before.end, Math.max(before.end, after.start)));
    before = after;
  }
  return before && parts;
}

interface Delimiter {
  /** Of the line break before it, which is no part of what it ends. */
  start: number;
  end: number;
  closes: boolean;
}

function nextDelimiter(text: string, boundary: string, from: number): Delimiter | undefined {
  const dashes = `--${boundary}`;
  for (let at = from; at >= 0; ) {
    const isFirst = at === 0 && text.startsWith(dashes);
    const start = isFirst ? 0 : text.indexOf(lineBreak + dashes, at);
    if (start < 0) return undefined;
    const end = start + dashes.length + (isFirst ? 0 : lineBreak.length);
    if (text.startsWith('--', end)) return { start, end: end + 2, closes: true };
    const line = text.indexOf(lineBreak, end);
    // Only blanks may follow it on its line; anything else makes it a longer boundary, which is not ours.
    if (line >= 0 && text.slice(end, line).trim() === '') return { start, end: line + lineBreak.length, closes: false };
    at = end;
  }
  return undefined;
}

function allOf<Value>(values: readonly (Value | undefined)[]): Value[] | undefined {
  const known = values.filter((value) => value !== undefined);
  return known.length === values.length ? known : undefined;
}
