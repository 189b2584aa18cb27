import type { Dirent } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { IngestWarning } from '../rollup/rollup.ts';
import { Problem } from '../problem.ts';

const BILL_NAME = /\.(csv|tsv|txt|gz|zst|parquet)$/i;

export interface FoundFiles {
  readonly paths: readonly string[];
  readonly warnings: readonly IngestWarning[];
}

/** Expands files and folders to bill files, sorted; other files in a folder are passed over and counted. */
export async function findBillFiles(paths: readonly string[]): Promise<FoundFiles> {
  const found: string[] = [];
  let passedOver = 0;
  for (const path of paths) {
    const info = await stat(path).catch(() => null);
    if (info === null) throw new Problem('file_not_found', { detail: `There is no file or folder ${path}.`, path });
    if (!info.isDirectory()) {
      found.push(resolve(path));
      continue;
    }
    const entries = await readdir(path, { recursive: true, withFileTypes: true });
    const files = entries.filter((entry) => !entry.isDirectory() && !entry.name.startsWith('.'));
    const bills: string[] = [];
    for (const entry of files) if (BILL_NAME.test(entry.name) && (await isFile(entry))) bills.push(resolve(entry.parentPath, entry.name));
    passedOver += files.length - bills.length;
    found.push(...bills);
  }
  const unique = [...new Set(found)].sort();
  if (unique.length === 0)
    throw new Problem('nothing_to_load', { detail: `No bill files (CSV, CSV.gz, CSV.zst, Parquet) in ${paths.join(', ')}.` });
  const warnings =
    passedOver > 0
      ? [
          {
            code: 'files_passed_over',
            detail: 'Files and links in the folder that are no bills by their name, or lead to no file.',
            rows: passedOver,
          },
        ]
      : [];
  return { paths: unique, warnings };
}

/** A file or a link to one; a link that leads nowhere, or to a folder, is none. */
const isFile = async (entry: Dirent): Promise<boolean> =>
  entry.isFile() || (entry.isSymbolicLink() && (await stat(resolve(entry.parentPath, entry.name)).catch(() => null))?.isFile() === true);
