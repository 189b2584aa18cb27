import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import subsetFont from 'subset-font';

/**
 * Makes assets/fonts from the two font packages: Inter for Latin text, Noto Sans JP for Japanese.
 * TrueType, because the PDF engine reads nothing else. Run it again after a font package changes.
 */
const ASSETS = fileURLToPath(new URL('../assets/fonts', import.meta.url));
const packageFile = (name: string, file: string): string => join(dirname(fileURLToPath(import.meta.resolve(`${name}/package.json`))), file);

const range = (first: number, last: number): string =>
  Array.from({ length: last - first + 1 }, (_, offset) => String.fromCodePoint(first + offset)).join('');

const LATIN = [
  range(0x20, 0x7e),
  range(0xa0, 0x17f), // Latin-1 and Latin Extended-A
  range(0x218, 0x21b),
  range(0x391, 0x3a9), // Greek, for formulas
  range(0x3b1, 0x3c9),
  range(0x2010, 0x2027), // dashes, quotes, bullets, ellipsis
  range(0x2030, 0x203a),
  range(0x20a0, 0x20bf), // currency signs
  '\u2190\u2191\u2192\u2193\u2212\u00b1\u2248\u2260\u2264\u2265\u2211\u221a\u2713\u2717\u25b2\u25bc\u25cf\u25cb\u2116\u2122\u2030',
].join('');

/** Rows of JIS X 0208, decoded from EUC-JP: punctuation, full-width forms, kana, and the kanji of level one. */
function jisRows(first: number, last: number): string {
  const decoder = new TextDecoder('euc-jp');
  const bytes: number[] = [];
  for (let row = first; row <= last; row++) for (let cell = 1; cell <= 94; cell++) bytes.push(0xa0 + row, 0xa0 + cell);
  return decoder.decode(Uint8Array.from(bytes)).replaceAll('\ufffd', '');
}

const JAPANESE = [range(0x20, 0x7e), jisRows(1, 3), jisRows(4, 5), jisRows(16, 47), range(0xff61, 0xff9f)].join('');

const FONTS = [
  { name: '@expo-google-fonts/inter', file: '400Regular/Inter_400Regular.ttf', to: 'inter-regular.ttf', text: LATIN },
  { name: '@expo-google-fonts/inter', file: '600SemiBold/Inter_600SemiBold.ttf', to: 'inter-semibold.ttf', text: LATIN },
  { name: '@expo-google-fonts/inter', file: '700Bold/Inter_700Bold.ttf', to: 'inter-bold.ttf', text: LATIN },
  { name: '@expo-google-fonts/noto-sans-jp', file: '400Regular/NotoSansJP_400Regular.ttf', to: 'noto-sans-jp-regular.ttf', text: JAPANESE },
  {
    name: '@expo-google-fonts/noto-sans-jp',
    file: '600SemiBold/NotoSansJP_600SemiBold.ttf',
    to: 'noto-sans-jp-semibold.ttf',
    text: JAPANESE,
  },
];

await mkdir(ASSETS, { recursive: true });
for (const { name, file, to, text } of FONTS) {
  const source = await readFile(packageFile(name, file));
  const subset = await subsetFont(source, text, { targetFormat: 'truetype' });
  await writeFile(join(ASSETS, to), subset);
  process.stdout.write(`${to} ${subset.length} bytes\n`);
}
await copyFile(packageFile('@expo-google-fonts/inter', 'LICENSE_FONT'), join(ASSETS, 'OFL-Inter.txt'));
await copyFile(packageFile('@expo-google-fonts/noto-sans-jp', 'LICENSE_FONT'), join(ASSETS, 'OFL-NotoSansJP.txt'));
