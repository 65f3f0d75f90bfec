/** The last bodies that were sent, so that a list asked for again is neither built nor compressed again. */
export interface BodyCache {
  /** The body kept under the key if it was made of this very source, else the one `build` makes; a failed build is not kept. */
  get(key: string, source: object, build: () => Promise<Buffer>): Promise<Buffer>;
}

interface KeptBody {
  body: Buffer;
  /** Weak: a body that nobody asks for any more must not keep the fleet it was made of. */
  source: WeakRef<object>;
}

/** Forgets the least recently used bodies beyond `limitInBytes`. */
export function createBodyCache(limitInBytes = 16 * 1024 * 1024): BodyCache {
  const kept = new Map<string, KeptBody>();
  let sizeInBytes = 0;

  function forget(key: string): void {
    sizeInBytes -= kept.get(key)?.body.byteLength ?? 0;
    kept.delete(key);
  }

  function keep(key: string, source: object, body: Buffer): void {
    forget(key);
    if (body.byteLength > limitInBytes) return;
    kept.set(key, { body, source: new WeakRef(source) });
    sizeInBytes += body.byteLength;
    for (const oldest of kept.keys()) {
      if (sizeInBytes <= limitInBytes) break;
      forget(oldest);
    }
  }

  return {
    async get(key, source, build) {
      const known = kept.get(key);
      const body = known?.source.deref() === source ? known.body : await build();
      keep(key, source, body);
      return body;
    },
  };
}
