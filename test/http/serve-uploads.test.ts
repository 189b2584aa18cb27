import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { uploadName } from '../../src/http/upload-name.ts';
import { openSpool } from '../../src/node/serve-uploads.ts';

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'aweigh-spool-'));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

async function* chunks(...texts: string[]): AsyncGenerator<Uint8Array> {
  for (const text of texts) yield await Promise.resolve(new TextEncoder().encode(text));
}

describe('the spool', () => {
  it('keeps the bytes as they came, with their number and hash, in a folder only its owner reads', async () => {
    const spool = await openSpool({ parent: folder(), maxBytes: 100 });
    const upload = await spool.receive(chunks('one,', 'two'), 'a.csv');
    const path = spool.pathOf(upload);
    expect(readFileSync(path, 'utf8')).toBe('one,two');
    expect(upload).toMatchObject({ bytes: 7, sha256: createHash('sha256').update('one,two').digest('hex'), fileName: 'a.csv' });
    expect(statSync(path).mode & 0o077).toBe(0);
    await spool.discard(upload);
    expect(existsSync(path)).toBe(false);
  });

  it('keeps nothing of a body that is too long, empty or broken off', async () => {
    const parent = folder();
    const spool = await openSpool({ parent, maxBytes: 5 });
    const broken = async function* (): AsyncGenerator<Uint8Array> {
      yield* chunks('ab');
      throw new Error('socket hang up');
    };
    await expect(spool.receive(chunks('abc', 'def'), 'a.csv')).rejects.toMatchObject({ code: 'body_too_large' });
    await expect(spool.receive(chunks(), 'a.csv')).rejects.toMatchObject({ code: 'file_empty' });
    await expect(spool.receive(broken(), 'a.csv')).rejects.toMatchObject({ code: 'upload_broken' });
    expect(readdirSync(join(parent, readdirSync(parent)[0] ?? ''))).toEqual([]);
    await spool.close();
    expect(readdirSync(parent)).toEqual([]);
  });

  it('removes what processes left behind that no longer live, and nothing else', async () => {
    const parent = folder();
    const names = ['aweigh-uploads-999999999-abc', `aweigh-uploads-${process.ppid}-abc`, 'aweigh.db'];
    names.forEach((name) => mkdirSync(join(parent, name)));
    const spool = await openSpool({ parent, maxBytes: 5 });
    const left = readdirSync(parent).filter((name) => names.includes(name));
    expect(left.toSorted()).toEqual(names.slice(1).toSorted());
    await spool.close();
  });
});

describe('the name of an uploaded file', () => {
  it('is the last part of what was sent, without hidden, empty or foreign letters', () => {
    const names: [string | undefined, string][] = [
      ['../../etc/passwd', 'passwd'],
      ['C:\\bills\\may.csv', 'may.csv'],
      ['..', 'upload'],
      ['.hidden.csv', 'hidden.csv'],
      ['a\u0000b;rm -rf.csv', 'a_b_rm -rf.csv'],
      ['請求書.csv', '請求書.csv'],
      [undefined, 'upload'],
    ];
    expect(names.map(([sent]) => uploadName(sent, undefined))).toEqual(names.map(([, kept]) => kept));
    expect(uploadName(undefined, 'application/gzip')).toBe('upload.csv.gz');
  });
});
