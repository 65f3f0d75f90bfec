/** Plain text with `code` between back-ticks, as HTML: a word of the API is a term (`i`), because the page names some four hundred of them. */
export function prose(text: string | undefined): string {
  return escapeHtml(text ?? '').replace(/`([^`]+)`/g, '<i>$1</i>');
}

export function code(text: string): string {
  return `<i>${escapeHtml(text)}</i>`;
}

export function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
