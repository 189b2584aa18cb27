import { createHash } from 'node:crypto';
import { closeSync, createReadStream, openSync, readSync, type Dirent } from 'node:fs';
import { open, readdir, stat } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createZstdDecompress } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import type { FileContainer, InspectedFile } from '../billfile/charge-file.ts';
import type { IngestWarning } from '../rollup/rollup.ts';
import { Problem } from '../problem.ts';

const BILL_NAME = /\.(csv|tsv|txt|gz|zst|parquet)$/i;
const HEAD_BYTES = 1 << 20;
const DELIMITERS = [',', ';', '\t', '|'];

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

/** Looks at the bytes of a file: container, header, hash; proves that a compressed file is whole. */
export async function inspectFile(path: string): Promise<InspectedFile> {
  const head = await readHead(path);
  const container = containerOf(head, path);
  const { text, ...read } = await readThrough(path, container);
  if (container.kind === 'parquet') {
    await requireParquetEnd(path, read.bytes);
    return { path, container, header: [], ...read };
  }
  const { header, delimiter } = headerOf(text, path);
  return { path, container: { ...container, delimiter }, header, ...read };
}

async function readHead(path: string): Promise<Buffer> {
  const file = await open(path).catch((error: NodeJS.ErrnoException) => {
    throw new Problem(error.code === 'ENOENT' ? 'file_not_found' : 'file_unreadable', {
      detail: `${path}: ${error.message}`,
      path,
      cause: error,
    });
  });
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(512), 0, 512, 0);
    if (bytesRead === 0) throw new Problem('file_empty', { detail: `${basename(path)} has no bytes.`, path });
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

function containerOf(head: Buffer, path: string): FileContainer {
  const starts = (...bytes: number[]): boolean => bytes.every((byte, index) => head[index] === byte);
  const notABill = (what: string): Problem => new Problem('file_not_a_bill', { detail: `${basename(path)} is ${what}.`, path });
  if (starts(0x50, 0x41, 0x52, 0x31)) return { kind: 'parquet' };
  if (starts(0x1f, 0x8b)) return { kind: 'csv', compression: 'gzip', delimiter: ',' };
  if (starts(0x28, 0xb5, 0x2f, 0xfd)) return { kind: 'csv', compression: 'zstd', delimiter: ',' };
  if (starts(0x50, 0x4b, 0x03, 0x04)) throw notABill('a ZIP archive or spreadsheet, whatever its name says');
  if (starts(0x25, 0x50, 0x44, 0x46)) throw notABill('a PDF');
  if (starts(0xff, 0xfe) || starts(0xfe, 0xff)) throw new Problem('file_not_utf8', { detail: `${basename(path)} is UTF-16.`, path });
  const text = head.toString('latin1').trimStart().toLowerCase();
  if (text.startsWith('<!doctype') || text.startsWith('<html') || text.startsWith('<?xml')) throw notABill('a web page or XML document');
  if (text.startsWith('{') || text.startsWith('[{')) throw notABill('a JSON document');
  if (head.includes(0)) throw notABill('a binary file of unknown kind');
  return { kind: 'csv', compression: 'none', delimiter: ',' };
}

interface ReadThrough {
  readonly sha256: string;
  readonly contentSha256: string;
  readonly bytes: number;
  readonly text: Buffer;
}

/** Reads the whole file once: hash of the bytes as stored, and the start of the text as decompressed. */
async function readThrough(path: string, container: FileContainer): Promise<ReadThrough> {
  if (container.kind === 'parquet' || container.compression === 'none') return hashPlain(path);
  const hash = createHash('sha256');
  const contentHash = createHash('sha256');
  let bytes = 0;
  const head: Buffer[] = [];
  let headBytes = 0;
  const source = createReadStream(path, { highWaterMark: 1 << 20 });
  source.on('data', (chunk) => {
    hash.update(chunk);
    bytes += chunk.length;
  });
  const sink = new Writable({
    write(chunk: Buffer, _encoding, done) {
      if (headBytes < HEAD_BYTES) head.push(Buffer.from(chunk));
      headBytes += chunk.length;
      contentHash.update(chunk);
      done();
    },
  });
  try {
    await pipeline(source, container.compression === 'gzip' ? createGunzip() : createZstdDecompress(), sink);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? '';
    const damaged =
      code.startsWith('Z_') || code.startsWith('ZSTD') || code === 'ERR_ZSTD' || /zstd|gzip|unexpected end|incorrect/i.test(String(error));
    throw new Problem(damaged ? 'file_truncated' : 'file_unreadable', {
      detail: `${basename(path)}: ${(error as Error).message}.`,
      path,
      cause: error,
    });
  }
  return { sha256: hash.digest('hex'), contentSha256: contentHash.digest('hex'), bytes, text: Buffer.concat(head) };
}

/** Uncompressed files are read in large blocks: a stream would take three times as long as the hash itself. */
function hashPlain(path: string): ReadThrough {
  const hash = createHash('sha256');
  const block = Buffer.alloc(4 << 20);
  const file = openSync(path, 'r');
  try {
    let bytes = 0;
    let text = Buffer.alloc(0);
    for (let read = readSync(file, block, 0, block.length, null); read > 0; read = readSync(file, block, 0, block.length, null)) {
      if (bytes === 0) text = Buffer.from(block.subarray(0, Math.min(read, HEAD_BYTES)));
      hash.update(block.subarray(0, read));
      bytes += read;
    }
    const sha256 = hash.digest('hex');
    return { sha256, contentSha256: sha256, bytes, text };
  } finally {
    closeSync(file);
  }
}

/** A Parquet file ends with the magic bytes it starts with; a truncated one does not. */
async function requireParquetEnd(path: string, bytes: number): Promise<void> {
  const file = await open(path);
  try {
    const { buffer } = await file.read(Buffer.alloc(4), 0, 4, Math.max(0, bytes - 4));
    if (bytes < 12 || buffer.toString('latin1') !== 'PAR1') {
      throw new Problem('file_truncated', { detail: `${basename(path)} does not end as a Parquet file does.`, path });
    }
  } finally {
    await file.close();
  }
}

function headerOf(text: Buffer, path: string): { header: string[]; delimiter: string } {
  const start = text.toString('utf8').replace(/^\uFEFF+/, '');
  if (start.trim() === '') throw new Problem('file_empty', { detail: `${basename(path)} holds no text.`, path });
  if (text.subarray(0, 4096).includes(0)) throw new Problem('file_not_a_bill', { detail: `${basename(path)} holds binary data.`, path });
  const line = HEADER_LINE.exec(start.trimStart())?.[0] ?? '';
  if (start.trimStart()[line.length] === '"')
    throw new Problem('row_malformed', { detail: `A quote in the header of ${basename(path)} does not close.`, path, line: 1 });
  const unquoted = line.replace(/"[^"]*"/g, '');
  const delimiter = DELIMITERS.map((mark) => ({ mark, count: unquoted.split(mark).length })).reduce((a, b) =>
    b.count > a.count ? b : a,
  ).mark;
  const rows: string[][] = parse(line, { delimiter, relax_column_count: true, relax_quotes: true, trim: true });
  const header = (rows[0] ?? []).map((name, index) => (name === '' ? `column_${index + 1}` : name));
  return { header, delimiter };
}

/** The first line; a quoted name may hold line ends. */
const HEADER_LINE = /^(?:"[^"]*"|[^"\r\n])*/;
