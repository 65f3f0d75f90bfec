/** What the build wrote down of the page. */
export interface Manifest {
  /** Strong, in quotes. */
  etag: string;
  /** Types by name; each lies in the folder as `{name}.br`. */
  files: Readonly<Record<string, string>>;
  /** The addresses of screens below `/api/ui`, a `*` for any one part. */
  screens: readonly string[];
}

export interface Place {
  name: string;
  type: string;
  status: 200 | 404;
  /** Of the one file whose name stays when it changes. */
  etag?: string;
}

const prefix = /^\/api\/ui(?:\/|$)/i;

/** Which file answers a path: one that the build named, or the page itself, which also says that there is no such page. */
export function placeOf({ etag, files, screens }: Manifest, pathname: string): Place {
  const path = pathname.replace(prefix, '');
  const type = Object.hasOwn(files, path) && path !== 'index.html' ? files[path] : undefined;
  if (type !== undefined) return { name: path, type, status: 200 };
  const parts = path.replace(/\/$/, '').split('/');
  const isScreen = screens.some((screen) => isAddressOf(screen.split('/'), parts));
  return { name: 'index.html', type: 'text/html; charset=utf-8', status: isScreen ? 200 : 404, etag };
}

function isAddressOf(screen: readonly string[], parts: readonly string[]): boolean {
  return (
    screen.length === parts.length && screen.every((part, index) => (part === '*' ? isName(parts[index] ?? '') : part === parts[index]))
  );
}

// What cannot be decoded names nothing: the page says so, too.
function isName(part: string): boolean {
  try {
    return decodeURIComponent(part) !== '';
  } catch {
    return false;
  }
}
