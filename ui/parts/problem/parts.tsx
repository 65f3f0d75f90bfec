import type { Component, ComponentChildren } from 'preact';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { notUnderstood } from '../../api/own-problem.ts';
import { refreshOnDemand } from '../../api/refresh.ts';
import { forgetUnused, holdShown, news } from '../../api/resource.ts';
import { ProblemNote } from './problem-note.tsx';

interface PartProps {
  children: ComponentChildren;
  /** It is all that the screen has. */
  isPage?: boolean;
  /** It is one row of many: what it says is short. */
  isRow?: boolean;
}

const whole = -1;

/** A part that says so where it cannot be drawn, and is drawn once something new was read: what it reads goes on being read meanwhile. */
export function Part(this: Component, { children, isPage = false, isRow = false }: PartProps) {
  const failedAt = useRef(whole);
  const setFailed = (at: number) => {
    failedAt.current = at;
    // A new state alone would not draw it anew once it has looked at a signal.
    this.forceUpdate();
  };
  // A function is drawn by a component of its own, and needs no class: https://preactjs.com/guide/v10/components#error-boundaries
  this.componentDidCatch = (error) => {
    console.error(error);
    holdShown();
    setFailed(news.peek());
  };
  const isBroken = failedAt.current !== whole;
  // Before it is painted: the note stays where it is while it is tried, and who stands on its button keeps it.
  useLayoutEffect(() => {
    if (isBroken && failedAt.current !== news.peek()) setFailed(whole);
  });
  useEffect(() => (isBroken ? forgetUnused : undefined), [isBroken]);
  const tryAgain = () => {
    forgetUnused();
    setFailed(whole);
    void refreshOnDemand();
  };
  return (
    <>
      {isBroken &&
        (isRow ? <span>This row cannot be shown.</span> : <ProblemNote problem={notUnderstood} isPage={isPage} onTry={tryAgain} />)}
      {(!isBroken || news.value !== failedAt.current) && children}
    </>
  );
}

/** What stands side by side: where one of them fails, the others stand. Their places are fixed. */
export function Parts({ children }: { children: ComponentChildren }) {
  return [children].flat().map((part, place) => <Part key={place}>{part}</Part>);
}
