/** Plain text with `code` between back-ticks, as HTML: a keyword, in the shortest of the tags for one. */
export function prose(text: string | undefined): string {
  return escapeHtml(text ?? '').replace(/`([^`]+)`/g, '<b>$1</b>');
}

export function code(text: string): string {
  return `<b>${escapeHtml(text)}</b>`;
}

export function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
