/** A stream of whole numbers: `next(low, high)` answers one between both, ends included. */
export type Random = (low: number, high: number) => number;

/**
 * A small seeded generator (sfc32 by Chris Doty-Humphrey, public domain) whose state comes from the
 * text by FNV-1a. The same text gives the same stream on every machine; it is not meant for secrets.
 */
export function randomFrom(seed: string): Random {
  let a = hashOf(`${seed}/a`);
  let b = hashOf(`${seed}/b`);
  let c = hashOf(`${seed}/c`);
  let counter = 1;
  const draw = (): number => {
    const mixed = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + mixed) | 0;
    return mixed >>> 0;
  };
  for (let round = 0; round < 12; round += 1) draw();
  return (low, high) => low + (draw() % (high - low + 1));
}

/** 32-bit FNV-1a of a text. */
export function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return hash >>> 0;
}

/** An identifier of `length` characters from the alphabet of cloud SKUs, always the same for the same text. */
export function codeOf(text: string, length: number): string {
  const random = randomFrom(text);
  const alphabet = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789';
  return Array.from({ length }, () => alphabet.charAt(random(0, alphabet.length - 1))).join('');
}
