import { pageName } from '../../words/page-name.ts';

/** The pages that say so, each by the name that its publisher gave it. */
export function Sources({ sources }: { sources: readonly string[] }) {
  if (sources.length === 0) return null;
  return (
    <p class="sources small">
      {sources.length === 1 ? 'Source:' : 'Sources:'}{' '}
      {sources.map((source, index) => (
        <Source key={source} source={source} number={sources.length > 1 ? index + 1 : undefined} />
      ))}
    </p>
  );
}

export function Source({ source, number }: { source: string; number?: number | undefined }) {
  return (
    <a class="source" href={source} target="_blank" rel="noreferrer">
      {number !== undefined && `${number}. `}
      {pageName(source)}
    </a>
  );
}
