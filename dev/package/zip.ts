import { crc32, deflateRawSync } from 'node:zlib';

export interface ZipEntry {
  /** With `/` between folders. */
  name: string;
  content: Buffer;
}

const version = 20;
const utf8Names = 0x0800;
const deflated = 8;
// 1980-01-01 00:00, the first moment the format knows: the time of the build must not be told by its bytes.
const dosTime = 0;
const dosDate = (1 << 5) | 1;
// A plain file that everybody may read, as a Unix system writes it down.
const madeByUnix = (3 << 8) | version;
const readableFile = (0o100644 << 16) >>> 0;

/** A zip whose bytes follow from names and contents alone. https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT */
export function zip(entries: readonly ZipEntry[]): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, content } of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    const data = deflateRawSync(content, { level: 9 });
    const path = Buffer.from(name);
    const shared = sharedFields(path, content, data);
    const local = Buffer.concat([words([0x04034b50]), shared, path]);
    directory.push(
      Buffer.concat([words([0x02014b50]), halves([madeByUnix]), shared, halves([0, 0, 0]), words([readableFile, offset]), path]),
    );
    parts.push(local, data);
    offset += local.length + data.length;
  }
  const index = Buffer.concat(directory);
  const count = directory.length;
  const end = Buffer.concat([words([0x06054b50]), halves([0, 0, count, count]), words([index.length, offset]), halves([0])]);
  return Buffer.concat([...parts, index, end]);
}

// The fields that stand alike before each file and in the index at the end.
function sharedFields(path: Buffer, content: Buffer, data: Buffer): Buffer {
  return Buffer.concat([
    halves([version, utf8Names, deflated, dosTime, dosDate]),
    words([crc32(content), data.length, content.length]),
    halves([path.length, 0]),
  ]);
}

function halves(values: number[]): Buffer {
  const buffer = Buffer.alloc(values.length * 2);
  for (const [index, value] of values.entries()) buffer.writeUInt16LE(value, index * 2);
  return buffer;
}

function words(values: number[]): Buffer {
  const buffer = Buffer.alloc(values.length * 4);
  for (const [index, value] of values.entries()) buffer.writeUInt32LE(value, index * 4);
  return buffer;
}
