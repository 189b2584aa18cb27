import { readFile, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { parseManifest, type Manifest } from '../billfile/manifest.ts';
import { Problem } from '../problem.ts';

/** Larger than any manifest: a bill in JSON lines is not read whole to learn that it is none. */
const MOST_BYTES = 16 << 20;

export interface FoundManifest {
  readonly path: string;
  readonly manifest: Manifest;
}

/** The manifest in a file, or null when it is none. */
export async function readManifest(path: string): Promise<Manifest | null> {
  if (!/\.json$/i.test(path)) return null;
  const info = await stat(path).catch(() => null);
  if (info === null || !info.isFile() || info.size > MOST_BYTES) return null;
  return parseManifest(jsonOf(await readFile(path, 'utf8')));
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF+/, ''));
  } catch {
    return null;
  }
}

/**
 * The manifests that count: exports repeat the one of a period inside the folder of each of its versions,
 * and of several versions of one period only the latest is the bill.
 */
export function currentManifests(found: readonly FoundManifest[]): FoundManifest[] {
  const top = found.filter(
    ({ path }) => !found.some((other) => basename(other.path) === basename(path) && isInside(dirname(path), dirname(other.path))),
  );
  return top.filter(({ manifest }) => !top.some((other) => isNewer(other.manifest, manifest)));
}

const isNewer = (a: Manifest, b: Manifest): boolean => a.key !== null && a.key === b.key && a.madeAt > b.madeAt;

const isInside = (folder: string, other: string): boolean => folder !== other && folder.startsWith(`${other}/`);

/** The files of a manifest as they lie on this machine. Throws Problem file_not_found that names the first that does not. */
export async function filesOf({ path, manifest }: FoundManifest): Promise<NamedFile[]> {
  const files: NamedFile[] = [];
  for (const { name: key, rows } of manifest.files) {
    const found = await findKey(key, dirname(resolve(path)));
    if (found === null) {
      throw new Problem('file_not_found', { detail: `${basename(path)} names ${key}, and there is no such file beside it.`, path: key });
    }
    files.push({ path: found, rows });
  }
  return files;
}

/** A file that a manifest names, with the rows it should have. */
export interface NamedFile {
  readonly path: string;
  readonly rows: number | null;
}

const FOLDERS_UP = 6;

/**
 * Keys name places in a bucket; a copy of it keeps the end of them. Beside the manifest the file's name is
 * enough, further up at least its folder must agree too: months have files of the same name.
 */
async function findKey(key: string, folder: string): Promise<string | null> {
  const parts = key.replace(/^[a-z0-9]+:\/\/[^/]*\//i, '').split('/');
  if (parts.includes('..')) return null;
  let from = folder;
  for (let up = 0; up <= FOLDERS_UP; up += 1) {
    for (let dropped = 0; dropped < parts.length - (up === 0 ? 0 : 1); dropped += 1) {
      const path = join(from, ...parts.slice(dropped));
      if ((await stat(path).catch(() => null))?.isFile() === true) return path;
    }
    from = dirname(from);
  }
  return null;
}

/** The folders whose other bills a manifest rules out: older versions of what it names. */
export function foldersRuled({ path }: FoundManifest, files: readonly string[]): string[] {
  const periods = files.flatMap((file) => /^(.*\/BILLING_PERIOD=[^/]*)\//.exec(file)?.[1] ?? []);
  return [dirname(path), ...periods];
}
