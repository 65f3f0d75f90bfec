/** The place that a screen will take, while it is on its way; the page itself holds the same in its HTML. */
export function Skeleton() {
  return (
    <div class="skeleton" role="status" aria-label="Loading">
      <div class="bone title" />
      <div class="bone line" />
      <div class="bone block" />
    </div>
  );
}
