import { signal } from '@preact/signals';
import { readConfig } from './config.ts';

type SignIn = typeof import('../sign-in/sign-in.ts');

/** Why the sign-in did not succeed, in the words of the authority. */
export const signInProblem = signal<string | undefined>(undefined);
/** What the sign-in calls the reader. */
export const signedInName = signal<string | undefined>(undefined);
let signIn: Promise<SignIn> | undefined;
let wasSignedIn = false;

// Nobody signs in where nobody has to: then nothing of it is loaded.
function load(): Promise<SignIn> {
  signIn ??= import('../sign-in/sign-in.ts');
  return signIn;
}

/** Whether this installation wants to know who asks. */
export async function isSignInNeeded(): Promise<boolean> {
  return (await readConfig()).authMode === 'entra';
}

/**
 * The header that proves who asks; none where nobody has to. Who was never signed in is led to the sign-in, and then it never answers;
 * undefined for those whose sign-in has ended while they were reading.
 */
export async function authorization(): Promise<Record<string, string> | undefined> {
  if (!(await isSignInNeeded())) return {};
  const { accessToken, nameIn, redirect } = await load();
  const token = await accessToken(await readConfig());
  if (token === undefined && !wasSignedIn && signInProblem.value === undefined) return redirect(await readConfig());
  wasSignedIn ||= token !== undefined;
  if (token !== undefined) signedInName.value = nameIn(token);
  return token === undefined ? undefined : { authorization: `Bearer ${token}` };
}

/** After a 401: whether there is a new token to try. */
export async function renewToken(): Promise<boolean> {
  return (await isSignInNeeded()) && (await load()).renew(await readConfig());
}

/** Comes back from the sign-in, if that is where the page was opened from: to the address that was wanted. */
export async function returnFromSignIn(): Promise<void> {
  if (!/[#&]state=/.test(location.hash)) return;
  try {
    await (await load()).takeAnswer(await readConfig());
  } catch (error) {
    signInProblem.value = error instanceof Error ? error.message : String(error);
  }
}

/** Leads to the sign-in and back to where the page is. */
export async function signInAgain(): Promise<void> {
  await (await load()).redirect(await readConfig());
}

export async function signOut(): Promise<void> {
  await (await load()).signOut(await readConfig());
}
