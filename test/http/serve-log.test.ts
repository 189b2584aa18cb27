import { getLogger } from '@logtape/logtape';
import { describe, expect, it, onTestFinished } from 'vitest';
import { closeLog, configureLog, logRequest } from '../../src/node/serve-log.ts';

const KEY = 'awk_abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG';

async function lines(log: () => void, level: 'debug' | 'info' = 'debug'): Promise<string[]> {
  const written: string[] = [];
  await configureLog(level, (line) => void written.push(line));
  onTestFinished(closeLog);
  log();
  return written;
}

const event = { requestId: 'r-1', method: 'GET', route: '/v1/costs', status: 200, seconds: 0.01, actor: 'key-1' };

describe('the log of a server', () => {
  it('holds one JSON document a line, with time, request id, route, status and actor', async () => {
    const written = await lines(() => logRequest({ ...event, status: 403, code: 'forbidden' }));
    expect(written).toHaveLength(1);
    expect(JSON.parse(written[0] ?? '')).toMatchObject({
      '@timestamp': expect.stringMatching(/Z$/) as string,
      level: 'WARN',
      requestId: 'r-1',
      route: '/v1/costs',
      status: 403,
      actor: 'key-1',
      code: 'forbidden',
    });
  });

  it('holds no key and no token, whether they come by name, inside a text or inside an error', async () => {
    const written = await lines(() => {
      const logger = getLogger(['aweigh', 'serve']);
      logger.info('header', { authorization: `Bearer ${KEY}`, nested: { key: KEY, cookie: 'session' } });
      logger.info(`asked with Bearer ${KEY} at /welcome?token=Sd44cT9ZLzbQ69NPHDo`);
      logRequest({ ...event, status: 500, error: new Error(`cannot use ${KEY}`) });
    });
    expect(written).toHaveLength(3);
    const text = written.join('');
    for (const secret of [KEY, KEY.slice(4, 20), 'Sd44cT9ZLzbQ69NPHDo', 'session']) expect(text).not.toContain(secret);
    expect(text).toContain('[redacted]');
  });

  it('cannot be split by a line break in what was sent', async () => {
    const written = await lines(() =>
      getLogger(['aweigh', 'serve']).warning('name', { fileName: 'a\n{"level":"INFO","message":"forged"}' }),
    );
    expect(written.join('').trimEnd().split('\n')).toHaveLength(1);
  });

  it('leaves out reads that went well unless it is asked for all', async () => {
    expect(await lines(() => logRequest(event), 'info')).toEqual([]);
    expect(await lines(() => logRequest({ ...event, method: 'POST', status: 201 }), 'info')).toHaveLength(1);
    expect(await lines(() => logRequest(event), 'debug')).toHaveLength(1);
  });
});
