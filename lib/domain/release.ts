/** Written by the build: the version of the package and a hash of all that the bundle is made of. */
declare const ENTRA_SYNC_RELEASE: string | undefined;

/** What runs here: part of every ETag, so that nobody keeps what an older release has said. */
export const release = typeof ENTRA_SYNC_RELEASE === 'undefined' ? 'from source' : ENTRA_SYNC_RELEASE;
