/** After a move to another screen the focus is on its title, so that it is read aloud and the next key starts there. */
export function focusHeading(move: number): void {
  if (move === 0) return;
  setTimeout(() => {
    const heading = document.querySelector<HTMLElement>('main h1') ?? document.getElementById('main');
    heading?.setAttribute('tabindex', '-1');
    heading?.focus({ preventScroll: true });
  });
}
