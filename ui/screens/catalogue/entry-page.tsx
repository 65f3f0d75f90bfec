import type { ComponentChildren } from 'preact';
import { linkTo } from '../../address/link-to.ts';
import type { Resource } from '../../api/resource.ts';
import { Skeleton } from '../../frame/skeleton.tsx';
import { Title } from '../../frame/title.tsx';
import { ProblemNote } from '../../parts/problem/problem-note.tsx';

interface EntryPageProps<Body> {
  resource: Resource<Body>;
  titleOf: (body: Body) => string;
  children: (body: Body) => ComponentChildren;
}

/** The frame of one piece of knowledge. */
export function EntryPage<Body>({ resource, titleOf, children }: EntryPageProps<Body>) {
  const body = resource.body.value;
  const problem = resource.problem.value;
  if (body === undefined) return problem === undefined ? <Skeleton /> : <ProblemNote problem={problem} isPage />;
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
