/** The place that a screen will take, while it is on its way; the page itself holds the same in its HTML. */
export function Skeleton() {
  return (
    // biome-ignore lint/a11y/useSemanticElements: it is the heading of a screen that has none yet; an h1 is the one that the focus goes to.
    <div class="skeleton" role="heading" aria-level={1} aria-label="Loading">
      <div class="bone title" />
      <div class="bone line" />
      <div class="bone block" />
    </div>
  );
}
