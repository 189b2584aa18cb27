import { createHmac } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { tellWebhook } from '../../src/jobs/tell-webhook.ts';

const AT = '2026-11-25T02:00:00.000Z';
const SECRET = 'nobody-may-see-this';

/** A receiver on this machine that answers with the statuses in turn, then with 204. */
async function receiver(...statuses: number[]) {
  const got: { body: string; signature: string }[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (part: Buffer) => (body += part.toString()));
    request.on('end', () => {
      got.push({ body, signature: String(request.headers['x-aweigh-signature']) });
      response.writeHead(statuses[got.length - 1] ?? 204).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const waits: number[] = [];
  const deps = {
    fetch,
    clock: () => AT,
    wait: (milliseconds: number) => Promise.resolve(void waits.push(milliseconds)),
    random: () => 0.5,
    secret: (name: string) => (name === 'SECRET_HOOK' ? SECRET : undefined),
  };
  return { got, waits, deps, webhook: { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`, secret: 'SECRET_HOOK' } };
}

test('a receiver can tell by the signature that the body is whole, and when it was sent', async () => {
  const { got, deps, webhook } = await receiver();
  await tellWebhook(deps, webhook, '{"status":"done"}');
  const hex = createHmac('sha256', SECRET).update(`${AT}.{"status":"done"}`).digest('hex');
  expect(got).toEqual([{ body: '{"status":"done"}', signature: `t=${AT},v1=${hex}` }]);
});

test('a receiver that is busy is asked again after waits that grow, and no more than four times', async () => {
  const busy = await receiver(503, 429);
  await tellWebhook(busy.deps, busy.webhook, '{}');
  expect([busy.got.length, busy.waits]).toEqual([3, [375, 750]]);
  const down = await receiver(500, 500, 500, 500, 500);
  await expect(tellWebhook(down.deps, down.webhook, '{}')).rejects.toMatchObject({ code: 'webhook_failed' });
  expect(down.got.length).toBe(4);
});

test('a refusal is final, and names neither secret nor path', async () => {
  const { got, deps, webhook } = await receiver(403);
  const failure = await tellWebhook(deps, webhook, '{}').catch((error: unknown) => error as Error);
  expect(failure).toMatchObject({ code: 'webhook_failed' });
  expect((failure as Error).message).not.toMatch(/nobody|hook/);
  expect(got.length).toBe(1);
});

test('without its secret nothing is sent, and the variable is named', async () => {
  const { got, deps, webhook } = await receiver();
  await expect(tellWebhook(deps, { ...webhook, secret: 'SECRET_OTHER' }, '{}')).rejects.toMatchObject({
    code: 'webhook_secret_missing',
    message: expect.stringContaining('SECRET_OTHER'),
  });
  expect(got).toEqual([]);
});
