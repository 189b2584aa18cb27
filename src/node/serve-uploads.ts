import { createHash, randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { ReceivedUpload } from '../http/upload-port.ts';
import { Problem } from '../problem.ts';

const PREFIX = 'aweigh-uploads-';

/** Where received bill files wait: a private folder of this process, one folder a file. */
export interface Spool {
  readonly receive: (body: AsyncIterable<Uint8Array>, fileName: string) => Promise<ReceivedUpload>;
  readonly pathOf: (upload: ReceivedUpload) => string;
  readonly discard: (upload: ReceivedUpload) => Promise<void>;
  readonly close: () => Promise<void>;
}

export interface SpoolOptions {
  /** The folder to make the private folder in. */
  readonly parent: string;
  readonly maxBytes: number;
}

/** Opens the spool, and removes what processes that no longer live left behind. */
export async function openSpool({ parent, maxBytes }: SpoolOptions): Promise<Spool> {
  await mkdir(parent, { recursive: true });
  await removeOrphans(parent);
  const root = await mkdtemp(join(parent, `${PREFIX}${process.pid}-`));
  const folderOf = (uploadId: string): string => join(root, uploadId);
  const pathOf = (upload: ReceivedUpload): string => join(folderOf(upload.uploadId), upload.fileName);
  const discard = (uploadId: string): Promise<void> => rm(folderOf(uploadId), { recursive: true, force: true });
  return {
    pathOf,
    discard: (upload) => discard(upload.uploadId),
    close: () => rm(root, { recursive: true, force: true }),
    async receive(body, fileName) {
      const uploadId = randomUUID();
      await mkdir(folderOf(uploadId), { mode: 0o700 });
      try {
        const upload = { uploadId, fileName };
        const counted = await writeCounted(body, join(folderOf(uploadId), fileName), maxBytes);
        if (counted.bytes === 0) throw new Problem('file_empty', { detail: 'The body is empty.', path: fileName });
        return { ...upload, ...counted };
      } catch (error) {
        await discard(uploadId);
        throw uploadProblem(error, fileName);
      }
    },
  };
}

async function writeCounted(body: AsyncIterable<Uint8Array>, path: string, maxBytes: number): Promise<{ bytes: number; sha256: string }> {
  const hash = createHash('sha256');
  let bytes = 0;
  const count = async function* (): AsyncGenerator<Uint8Array> {
    for await (const chunk of body) {
      bytes += chunk.byteLength;
      if (bytes > maxBytes) throw new Problem('body_too_large', { detail: `The file has more than ${maxBytes} bytes.` });
      hash.update(chunk);
      yield chunk;
    }
  };
  await pipeline(count, createWriteStream(path, { flags: 'wx', mode: 0o600 }));
  return { bytes, sha256: hash.digest('hex') };
}

function uploadProblem(error: unknown, fileName: string): Problem {
  if (error instanceof Problem) return error;
  const code = (error as { code?: string }).code ?? '';
  if (code === 'ENOSPC') return new Problem('disk_full', { detail: `No space for ${fileName}.`, cause: error });
  return new Problem('upload_broken', { detail: `The upload of ${fileName} ended early.`, cause: error });
}

async function removeOrphans(parent: string): Promise<void> {
  const names = (await readdir(parent)).filter((name) => name.startsWith(PREFIX));
  const orphans = names.filter((name) => !isAlive(parseInt(name.slice(PREFIX.length), 10)));
  await Promise.all(orphans.map((name) => rm(join(parent, name), { recursive: true, force: true })));
}

/** EPERM means that the process lives and belongs to somebody else. */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as { code?: string }).code === 'EPERM';
  }
}
