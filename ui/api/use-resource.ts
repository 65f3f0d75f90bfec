import { useEffect, useMemo, useRef } from 'preact/hooks';
import { type Resource, readAgain, resourceAt, use } from './resource.ts';

/** Shows an address of the API: it is read now, and again as long as it is shown. */
export function useResource<Body>(path: string): Resource<Body> {
  const resource = useMemo(() => resourceAt<Body>(path), [path]);
  useEffect(() => use(path), [path]);
  return resource;
}

/** Shows what changes only when something else does: it is read now, and again when `mark` changes. */
export function useFollowing<Body>(path: string, mark?: unknown): Resource<Body> {
  const resource = useMemo(() => resourceAt<Body>(path), [path]);
  useEffect(() => use(path, { rests: true }), [path]);
  const known = useRef(mark);
  useEffect(() => {
    if (known.current !== undefined && known.current !== mark) void readAgain(path);
    known.current = mark;
  }, [path, mark]);
  return resource;
}
