/**
 * Eight hexadecimal digits of a text (FNV-1a, 32 bit): enough to tell two states of the catalogue apart
 * in every runtime without waiting. Not for security.
 */
export function contentHash(text: string): string {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, '0');
}
