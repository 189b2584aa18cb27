import type { Dirent } from 'node:fs';
import { open, readdir, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import type { IngestWarning } from '../rollup/rollup.ts';
import { Problem } from '../problem.ts';
import { isJsonLines } from './bill-head.ts';
import { currentManifests, filesOf, foldersRuled, readManifest, type FoundManifest, type NamedFile } from './manifests.ts';

const BILL_NAME = /\.(csv|tsv|txt|gz|zst|parquet|jsonl|ndjson)$/i;

export interface FoundFiles {
  readonly paths: readonly string[];
  readonly warnings: readonly IngestWarning[];
  /** Rows that a manifest says a file has, by path. */
  readonly rows: Readonly<Record<string, number>>;
}

interface Found {
  readonly bills: readonly string[];
  /** Those of them that a manifest names. */
  readonly named: readonly NamedFile[];
  /** Files that are no bills. */
  readonly passedOver: number;
  /** Bills that a manifest beside them does not name. */
  readonly unnamed: number;
}

/**
 * Expands files, folders and export manifests to bill files, sorted. Other files in a folder are passed over and
 * counted, bills too that the manifest of their period does not name. Throws Problem file_not_found, also for a
 * file that a manifest names, and nothing_to_load.
 */
export async function findBillFiles(paths: readonly string[]): Promise<FoundFiles> {
  const found: Found[] = [];
  for (const path of paths) {
    const info = await stat(path).catch(() => null);
    if (info === null) throw new Problem('file_not_found', { detail: `There is no file or folder ${path}.`, path });
    found.push(await (info.isDirectory() ? inFolder(path) : inFile(resolve(path))));
  }
  const unique = [...new Set(found.flatMap((one) => one.bills))].sort();
  if (unique.length === 0) {
    throw new Problem('nothing_to_load', {
      detail: `No bill files (CSV, JSON lines, both also as gz or zst, Parquet) in ${paths.join(', ')}.`,
    });
  }
  const rows = found.flatMap((one) => one.named).flatMap((file) => (file.rows === null ? [] : [[file.path, file.rows] as const]));
  return { paths: unique, warnings: warningsOf(found), rows: Object.fromEntries(rows) };
}

async function inFile(path: string): Promise<Found> {
  const manifest = await readManifest(path);
  const named = manifest === null ? [] : await filesOf({ path, manifest });
  return { bills: manifest === null ? [path] : pathsOf(named), named, passedOver: 0, unnamed: 0 };
}

async function inFolder(path: string): Promise<Found> {
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => !entry.isDirectory() && !entry.name.startsWith('.'));
  const bills: string[] = [];
  const manifests: FoundManifest[] = [];
  for (const entry of files) {
    const file = resolve(entry.parentPath, entry.name);
    const manifest = /manifest\.json$/i.test(entry.name) ? await readManifest(file) : null;
    if (manifest !== null) manifests.push({ path: file, manifest });
    else if (await isBill(entry, file)) bills.push(file);
  }
  const named: NamedFile[] = [];
  const ruled: string[] = [];
  const current = currentManifests(manifests);
  ruled.push(...manifests.filter((manifest) => !current.includes(manifest)).map(({ path: old }) => dirname(old)));
  for (const manifest of current) {
    const its = await filesOf(manifest);
    named.push(...its);
    ruled.push(...foldersRuled(manifest, pathsOf(its)));
  }
  const namedPaths = pathsOf(named);
  const free = bills.filter((bill) => !namedPaths.includes(bill) && !ruled.some((folder) => bill.startsWith(`${folder}/`)));
  return {
    bills: [...namedPaths, ...free],
    named,
    passedOver: files.length - bills.length - manifests.length,
    unnamed: bills.filter((bill) => !namedPaths.includes(bill) && !free.includes(bill)).length,
  };
}

const pathsOf = (files: readonly NamedFile[]): string[] => files.map((file) => file.path);

const isBill = async (entry: Dirent, path: string): Promise<boolean> =>
  (BILL_NAME.test(entry.name) && (await isFile(entry))) || (/\.json$/i.test(entry.name) && isJsonLines(await startOfFile(path)));

/** A file or a link to one; a link that leads nowhere, or to a folder, is none. */
const isFile = async (entry: Dirent): Promise<boolean> =>
  entry.isFile() || (entry.isSymbolicLink() && (await stat(resolve(entry.parentPath, entry.name)).catch(() => null))?.isFile() === true);

const PEEK_BYTES = 1 << 18;

async function startOfFile(path: string): Promise<Buffer> {
  const file = await open(path).catch(() => null);
  if (file === null) return Buffer.alloc(0);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(PEEK_BYTES), 0, PEEK_BYTES, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

function warningsOf(found: readonly Found[]): IngestWarning[] {
  const warning = (code: string, detail: string, rows: number): IngestWarning[] => (rows > 0 ? [{ code, detail, rows }] : []);
  const sum = (count: (one: Found) => number): number => found.reduce((total, one) => total + count(one), 0);
  return [
    ...warning(
      'files_passed_over',
      'Files and links in the folder that are no bills by their name, or lead to no file.',
      sum((one) => one.passedOver),
    ),
    ...warning(
      'files_not_in_manifest',
      'Bills beside a manifest that it does not name: older versions of a period, or not part of the export.',
      sum((one) => one.unnamed),
    ),
  ];
}
