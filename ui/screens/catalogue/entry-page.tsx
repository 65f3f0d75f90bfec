import type { ComponentChildren } from 'preact';
import { linkTo } from '../../address/link-to.ts';
import type { Resource } from '../../api/resource.ts';
import { Skeleton } from '../../frame/skeleton.tsx';
import { Title } from '../../frame/title.tsx';
import { ProblemNote } from '../../parts/problem/problem-note.tsx';
import { WaysOn } from '../../parts/problem/ways-on.tsx';

interface EntryPageProps<Body> {
  resource: Resource<Body>;
  titleOf: (body: Body) => string;
  /** What to look for where there is no such entry. */
  q: string;
  children: (body: Body) => ComponentChildren;
}

/** The frame of one piece of knowledge. */
export function EntryPage<Body>({ resource, titleOf, q, children }: EntryPageProps<Body>) {
  const body = resource.body.value;
  const problem = resource.problem.value;
  if (body === undefined)
    return problem === undefined ? (
      <Skeleton />
    ) : (
      <>
        <ProblemNote problem={problem} isPage />
        {problem.status === 404 && (
          <WaysOn>
            <a href={linkTo('catalogue', {}, { q })}>Search the catalogue for it</a>
          </WaysOn>
        )}
      </>
    );
  return (
    <>
      <Title text={titleOf(body)} />
      <div class="head">
        <p class="crumbs">
          <a href={linkTo('catalogue')}>Catalogue</a>
        </p>
        <h1 tabIndex={-1}>{titleOf(body)}</h1>
      </div>
      {problem && <ProblemNote problem={problem} />}
      {children(body)}
    </>
  );
}
