/** How much of the largest a part is; what is over is drawn hollow. */
export function ShareBar({ part, largest, isOver }: { part: number; largest: number; isOver: boolean }) {
  const width = largest > 0 ? Math.max(2, (100 * part) / largest) : 0;
  return (
    <svg class="share" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
      <rect class="whole" width="100" height="6" />
      <rect class={isOver ? 'over' : 'part'} width={width} height="6" />
    </svg>
  );
}
