// Any version of UUID, and none: Entra's ids are not all of version 4.
const form = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** Whether the text is a GUID, whose letters have no case. */
export function isGuid(text: string): boolean {
  return form.test(text);
}
