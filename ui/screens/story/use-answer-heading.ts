import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

/** The heading of an answer that a button asked for: the button is gone then, and whoever pressed it goes on here. */
export function useAnswerHeading(isOpen: boolean): RefObject<HTMLHeadingElement | null> {
  const heading = useRef<HTMLHeadingElement>(null);
  const wasOpen = useRef(isOpen);
  useEffect(() => {
    if (isOpen && !wasOpen.current) heading.current?.focus();
    wasOpen.current = isOpen;
  }, [isOpen]);
  return heading;
}
