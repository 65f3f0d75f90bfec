import { lostSince } from '../../api/connection.ts';

/** What stands where a part of the page could not be fetched. */
export function LoadFailed({ isPage = false }: { isPage?: boolean }) {
  const title = 'This part of the page could not be loaded';
  return (
    <section class="note" role="alert">
      {isPage ? <h1>{title}</h1> : <h3>{title}</h3>}
      {lostSince.value === undefined ? (
        <>
          <p>A newer version may have been installed since the page was opened.</p>
          <button type="button" class="primary" onClick={() => location.reload()}>
            Load the page again
          </button>
        </>
      ) : (
        <p>The service does not answer. This part comes by itself when it does again.</p>
      )}
    </section>
  );
}
