import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { openStore } from '../../src/node/db.ts';
import { reportFailure } from '../../src/node/output.ts';
import { saveFinding } from '../../src/store/findings.ts';

describe('a command that fails', () => {
  it('says what to do about a database that cannot be written', async () => {
    const store = openStore(':memory:');
    const written: string[] = [];
    const stderr = vi.spyOn(process.stderr, 'write').mockImplementation((text) => written.push(String(text)) > 0);
    onTestFinished(() => {
      stderr.mockRestore();
      store.close();
    });
    store.sqlite.pragma('query_only = ON');
    const row = { kind: 'migration', snapshotHash: 'a', createdAt: 'now', modelVersion: '1', catalogVersion: '1', body: '{}' };
    const error: unknown = await saveFinding(store, row).then(
      () => null,
      (reason: unknown) => reason,
    );
    expect(reportFailure(error, { json: false, withStack: false })).toBe(1);
    expect(written.join('')).toMatch(/^database_readonly: .*readonly[\s\S]*writable/);
  });
});
