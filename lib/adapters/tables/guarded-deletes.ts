import type { TableServiceClientOptions } from '@azure/data-tables';

type Policy = NonNullable<TableServiceClientOptions['additionalPolicies']>[number]['policy'];

export interface GuardedDeletes {
  policy: Policy;
  /** ETags of the deletes of one transaction, in their order; `signal` is the one that goes with its request. */
  remember(signal: AbortSignal, etags: readonly string[]): void;
}

const deletePart = /^DELETE .* HTTP\/1\.1\r\n(?:[\w-]+: .*\r\n)*/gm;

/**
 * The SDK (13.3.2) sends `If-Match: *` with every delete of a transaction and offers no way to say otherwise,
 * so the ETag is put into the body just before it leaves. A body that does not look as expected is never sent.
 */
export function createGuardedDeletes(): GuardedDeletes {
  const etagsOf = new WeakMap<object, readonly string[]>();
  return {
    remember: (signal, etags) => void etagsOf.set(signal, etags),
    policy: {
      name: 'guardedDeletes',
      sendRequest: (request, next) => {
        const etags = request.abortSignal && etagsOf.get(request.abortSignal);
        if (etags?.length) request.body = withEtags(String(request.body), etags);
        return next(request);
      },
    },
  };
}

function withEtags(body: string, etags: readonly string[]): string {
  let guarded = 0;
  const result = body.replace(deletePart, (part) =>
    part.replace(/^if-match: \*$/im, () => {
      const etag = etags[guarded];
      guarded += 1;
      return `if-match: ${etag}`;
    }),
  );
  if (guarded !== etags.length) throw new Error('The SDK has changed how it writes deletes in a transaction');
  return result;
}
