import type { Heartbeat } from '../../application/ports/heartbeat.ts';

const timeoutInMs = 5_000;

/**
 * Calls the address itself when all is well, and the one below it that ends in `/fail` when not, as
 * https://healthchecks.io/docs/signaling_failures/ has it. The address is a secret: nothing of an error leaves this function.
 */
export function createHeartbeat(url: string): Heartbeat {
  return {
    async beat(outcome, reason) {
      try {
        const response = await fetch(outcome === 'success' ? url : failingUrl(url), {
          method: 'POST',
          headers: { 'content-type': 'text/plain; charset=utf-8' },
          body: reason,
          redirect: 'manual',
          signal: AbortSignal.timeout(timeoutInMs),
        });
        await response.body?.cancel();
        return response.ok;
      } catch {
        return false;
      }
    },
  };
}

function failingUrl(url: string): URL {
  const failing = new URL(url);
  failing.pathname = `${failing.pathname.replace(/\/+$/, '')}/fail`;
  return failing;
}
