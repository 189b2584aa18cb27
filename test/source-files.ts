import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

export const ROOT = resolve(import.meta.dirname, '..');

/** One source file: its path from the root of the repository, its text, and the text without comments and with emptied strings. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
  readonly code: string;
  readonly lines: number;
  readonly imports: readonly SourceImport[];
}

/** An import or re-export. `target` is a path from the root for our own files, else the package or node: module. */
export interface SourceImport {
  readonly target: string;
  readonly own: boolean;
}

const IMPORT = /(?:^|\n)\s*(?:import|export)\s(?:[^'"`;]*?\sfrom\s)?['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)/g;

export function sourceFiles(folder: string): SourceFile[] {
  return readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(ts|tsx)$/.test(entry.name))
    .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)))
    .toSorted()
    .map(readSource);
}

function readSource(path: string): SourceFile {
  const text = readFileSync(join(ROOT, path), 'utf8');
  const bare = withoutComments(text);
  const imports = [...bare.matchAll(IMPORT)].map((match) => importOf(path, match[1] ?? match[2] ?? ''));
  return { path, text, code: withEmptyStrings(text), lines: text.trimEnd().split('\n').length, imports };
}

function importOf(path: string, specifier: string): SourceImport {
  if (!specifier.startsWith('.')) return { target: packageOf(specifier), own: false };
  return { target: relative(ROOT, resolve(ROOT, dirname(path), specifier)), own: true };
}

const packageOf = (specifier: string): string =>
  specifier.startsWith('node:') ? specifier : specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');

/** The line numbers (from 1) on which a pattern occurs, as "path:line" texts. */
export function placesOf(file: SourceFile, pattern: RegExp, text: string = file.code): string[] {
  return text.split('\n').flatMap((line, index) => (pattern.test(line) ? [`${file.path}:${index + 1}`] : []));
}

const withoutComments = (text: string): string => scan(text, 'keep');
const withEmptyStrings = (text: string): string => scan(text, 'empty');

const REGEX_MAY_FOLLOW = /(?:^|[(,=:[!&|?{};>\n]|\breturn|\bcase)\s*$/;

/** Blanks comments, and the insides of strings, templates and regular expressions when asked; line numbers stay. */
function scan(text: string, strings: 'keep' | 'empty'): string {
  let out = '';
  let at = 0;
  const braces: number[] = [];
  const blank = (part: string): string => part.replace(/[^\n]/g, ' ');
  const literal = (part: string): string =>
    strings === 'keep' ? part : part.charAt(0) + blank(part.slice(1, -1)) + part.charAt(part.length - 1);
  const take = (pattern: RegExp, as: (part: string) => string): boolean => {
    pattern.lastIndex = at;
    const part = pattern.exec(text)?.[0];
    if (part === undefined) return false;
    out += as(part);
    at += part.length;
    return true;
  };
  while (at < text.length) {
    if (take(/\/\/[^\n]*|\/\*[\s\S]*?\*\//y, blank)) continue;
    if (take(/'(?:[^'\\\n]|\\[\s\S])*'|"(?:[^"\\\n]|\\[\s\S])*"/y, literal)) continue;
    if (text[at] === '/' && REGEX_MAY_FOLLOW.test(out.slice(-40)) && take(/\/(?:[^/\\\n[]|\\.|\[(?:[^\]\\\n]|\\.)*\])+\/[a-z]*/y, literal))
      continue;
    if (text[at] === '{') braces[braces.length - 1] = (braces.at(-1) ?? 0) + 1;
    if (text[at] === '}' && braces.length > 0) {
      const open = braces.at(-1) ?? 0;
      if (open > 0) braces[braces.length - 1] = open - 1;
      else if (take(/\}(?:[^`\\$]|\\[\s\S]|\$(?!\{))*(?:`|\$\{)/y, (part) => literalTail(part))) {
        if (out.endsWith('`')) braces.pop();
        continue;
      }
    }
    if (text[at] === '`' && take(/`(?:[^`\\$]|\\[\s\S]|\$(?!\{))*(?:`|\$\{)/y, (part) => literalTail(part))) {
      if (!out.endsWith('`')) braces.push(0);
      continue;
    }
    out += text.charAt(at);
    at += 1;
  }
  return out;

  function literalTail(part: string): string {
    const end = part.endsWith('${') ? 2 : 1;
    return strings === 'keep' ? part : part.charAt(0) + blank(part.slice(1, -end)) + part.slice(-end);
  }
}
