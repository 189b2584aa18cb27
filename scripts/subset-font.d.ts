declare module 'subset-font' {
  /** Keeps the glyphs of `text`; deterministic. */
  export default function subsetFont(font: Uint8Array, text: string, options: { targetFormat: 'truetype' | 'woff2' }): Promise<Uint8Array>;
}
