import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { ChargeFile } from '../../billfile/charge-file.ts';
import { Problem } from '../../problem.ts';
import type { RolledUp, RollUp } from '../rollup.ts';
import { byteStream, firstOddLineEnd } from './record-lines.ts';

const CR = 13;
const LF = 10;

/**
 * Native exports that were glued together or touched by an editor end their lines in two ways, which the engine
 * refuses. Such a file is read again from a copy whose lines all end alike; lines keep their numbers.
 */
export const withEvenLineEnds =
  (rollUp: RollUp, tempDirectory: string): RollUp =>
  async (files, options) => {
    try {
      return await rollUp(files, options);
    } catch (error) {
      if (!(error instanceof Problem) || error.code !== 'row_malformed' || error.context.line === undefined) throw error;
      const copies = await Promise.all(files.map((file, index) => evenCopy(file, join(tempDirectory, `even-${index}.csv`))));
      const changed = copies.filter((copy, index) => copy !== files[index]);
      if (changed.length === 0) throw error;
      const paths = new Map(copies.map((copy, index) => [copy.path, files[index]?.path ?? copy.path]));
      try {
        return named(await rollUp(copies, options), paths);
      } catch (again) {
        throw renamed(again, paths);
      } finally {
        await Promise.all(changed.map((copy) => rm(copy.path, { force: true })));
      }
    }
  };

async function evenCopy(file: ChargeFile, path: string): Promise<ChargeFile> {
  if (file.rules !== 'native' || file.container.kind !== 'csv' || (await firstOddLineEnd(file)) === null) return file;
  await pipeline(byteStream(file), withoutReturns, createWriteStream(path));
  return { ...file, path, shownAs: file.shownAs ?? file.path, container: { ...file.container, compression: 'none' } };
}

/** Drops each CR that stands before LF. */
async function* withoutReturns(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let held = false;
  for await (const chunk of chunks) {
    const bytes = Buffer.alloc(chunk.length + 1);
    let length = 0;
    for (const byte of chunk) {
      if (held && byte !== LF) bytes[length++] = CR;
      held = byte === CR;
      if (!held) bytes[length++] = byte;
    }
    yield bytes.subarray(0, length);
  }
  if (held) yield Buffer.from([CR]);
}

type Paths = ReadonlyMap<string, string>;

const named = (rolledUp: RolledUp, paths: Paths): RolledUp => ({
  ...rolledUp,
  files: rolledUp.files.map((file) => ({ ...file, path: paths.get(file.path) ?? file.path })),
  rejections: rolledUp.rejections.map((row) => ({ ...row, path: paths.get(row.path) ?? row.path })),
});

function renamed(error: unknown, paths: Paths): unknown {
  if (!(error instanceof Problem)) return error;
  return new Problem(error.code, { ...error.context, path: paths.get(error.context.path ?? '') ?? error.context.path });
}
