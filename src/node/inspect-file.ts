import { createHash } from 'node:crypto';
import { closeSync, createReadStream, openSync, readSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createZstdDecompress } from 'node:zlib';
import type { InspectedFile } from '../billfile/charge-file.ts';
import { Problem } from '../problem.ts';
import { csvHead, jsonLinesHead, looksLikeJson } from './bill-head.ts';

const HEAD_BYTES = 1 << 20;

/** Looks at the bytes of a file: container, header, hash; proves that a compressed file is whole. */
export async function inspectFile(path: string): Promise<InspectedFile> {
  const packing = packingOf(await readHead(path), path);
  const { text, ...read } = await readThrough(path, packing);
  if (packing === 'parquet') {
    await requireParquetEnd(path, read.bytes);
    return { path, container: { kind: 'parquet' }, header: [], ...read };
  }
  if (looksLikeJson(text))
    return { path, container: { kind: 'json-lines', compression: packing }, header: jsonLinesHead(text, path), ...read };
  const { delimiter, ...head } = csvHead(text, path);
  return { path, container: { kind: 'csv', compression: packing, delimiter }, ...head, ...read };
}

type Packing = 'parquet' | 'none' | 'gzip' | 'zstd';

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

function packingOf(head: Buffer, path: string): Packing {
  const starts = (...bytes: number[]): boolean => bytes.every((byte, index) => head[index] === byte);
  const notABill = (what: string): Problem => new Problem('file_not_a_bill', { detail: `${basename(path)} is ${what}.`, path });
  if (starts(0x50, 0x41, 0x52, 0x31)) return 'parquet';
  if (starts(0x1f, 0x8b)) return 'gzip';
  if (starts(0x28, 0xb5, 0x2f, 0xfd)) return 'zstd';
  if (starts(0x50, 0x4b, 0x03, 0x04)) throw notABill('a ZIP archive or spreadsheet, whatever its name says');
  if (starts(0x25, 0x50, 0x44, 0x46)) throw notABill('a PDF');
  if (starts(0xff, 0xfe) || starts(0xfe, 0xff)) throw new Problem('file_not_utf8', { detail: `${basename(path)} is UTF-16.`, path });
  const text = head.toString('latin1').trimStart().toLowerCase();
  if (text.startsWith('<!doctype') || text.startsWith('<html') || text.startsWith('<?xml')) throw notABill('a web page or XML document');
  if (head.includes(0)) throw notABill('a binary file of unknown kind');
  return 'none';
}

interface ReadThrough {
  readonly sha256: string;
  readonly contentSha256: string;
  readonly bytes: number;
  readonly text: Buffer;
}

/** Reads the whole file once: hash of the bytes as stored, and the start of the text as decompressed. */
async function readThrough(path: string, packing: Packing): Promise<ReadThrough> {
  if (packing === 'parquet' || packing === 'none') return hashPlain(path);
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
    await pipeline(source, packing === 'gzip' ? createGunzip() : createZstdDecompress(), sink);
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
