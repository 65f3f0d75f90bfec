/** What has to survive the way to the authority and back. */
export interface Wish {
  verifier: string;
  /** The address that the person wanted to see. */
  wanted: string;
}

const refreshKey = 'refresh';
const wishKey = (state: string) => `wish.${state}`;

// Of this tab alone, and gone with it.
export function refreshToken(): string | undefined {
  return sessionStorage.getItem(refreshKey) ?? undefined;
}

export function keepRefreshToken(token: string): void {
  sessionStorage.setItem(refreshKey, token);
}

export function keepWish(state: string, wish: Wish): void {
  sessionStorage.setItem(wishKey(state), JSON.stringify(wish));
}

/** The wish that belongs to an answer; it is good for one. */
export function takeWish(state: string): Wish | undefined {
  const kept = sessionStorage.getItem(wishKey(state));
  sessionStorage.removeItem(wishKey(state));
  return kept === null ? undefined : (JSON.parse(kept) as Wish);
}

export function forgetAll(): void {
  sessionStorage.clear();
}
