/** The mark of a legend: the same shape as in its picture. */
export function Mark({ of }: { of: 'failed' | 'next' | 'expected' | 'now' }) {
  return (
    <svg class="tries mark" viewBox="0 0 22 22" width="16" height="16" aria-hidden="true">
      {of === 'failed' && <path class="try failed" d="M3 11a8 8 0 1 1 16 0a8 8 0 1 1 -16 0M7.5 7.5l7 7m0 -7l-7 7" />}
      {(of === 'next' || of === 'expected') && <path class={`try ${of}`} d="M11 2l9 9l-9 9l-9 -9z" />}
      {of === 'now' && <path class="now" d="M11 1v20" />}
    </svg>
  );
}
