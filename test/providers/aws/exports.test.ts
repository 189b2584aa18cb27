import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { buildApp } from 'fauxqs';
import { describe, expect, onTestFinished, test } from 'vitest';
import { awsExportsProvider as provider } from '../../../src/providers/aws/exports-provider.ts';
import { Problem } from '../../../src/problem.ts';
import { bill, table, workshop } from '../../jobs/ingest-fixture.ts';
import { CREDENTIALS, deliveriesOf, SECRETS, settingsOf, testDeps } from './aws-fixture.ts';

const BUCKET = 'fictional-bills';
const YEAR = { first: '2024-01', last: '2024-12' };

/** What a request is answered instead of what it asked for: a status and a code of S3. */
type Fault = readonly [status: number, code: string] | null;

/** A bucket on this machine. `faultOf` sees every request of the provider before the bucket does. */
async function bucket(faultOf: (method: string, url: string) => Fault | Promise<Fault> = () => null) {
  const app = buildApp({ logger: false });
  const watched = { on: false };
  app.addHook('onRequest', async (request, reply) => {
    const fault = watched.on ? await faultOf(request.method, request.url) : null;
    if (fault === null) return;
    const [status, code] = fault;
    await reply.code(status).type('application/xml').send(`<?xml version="1.0"?><Error><Code>${code}</Code><Message>no</Message></Error>`);
  });
  const endpoint = await app.listen({ port: 0, host: '127.0.0.1' });
  const writer = new S3Client({
    endpoint,
    region: 'eu-west-1',
    forcePathStyle: true,
    credentials: { accessKeyId: SECRETS.SECRET_KEY_ID, secretAccessKey: SECRETS.SECRET_KEY },
  });
  onTestFinished(async () => {
    writer.destroy();
    await app.close();
  });
  await fetch(`${endpoint}/${BUCKET}`, { method: 'PUT' });
  const put = async (Key: string, body: string | object | Uint8Array): Promise<void> => {
    const before = watched.on;
    watched.on = false;
    const Body = typeof body === 'string' || body instanceof Uint8Array ? body : JSON.stringify(body);
    await writer.send(new PutObjectCommand({ Bucket: BUCKET, Key, Body }));
    watched.on = before;
  };
  const shop = workshop();
  const deps = testDeps(shop.folder);
  const deliveries = (settings: object = {}, range = YEAR) => {
    watched.on = true;
    return deliveriesOf(provider, { deps, settings: settingsFor(settings), range });
  };
  const settingsFor = (more: object) => settingsOf(provider, { bucket: BUCKET, region: 'eu-west-1', endpoint, ...CREDENTIALS, ...more });
  const left = (): string[] => (existsSync(join(shop.folder, 'incoming')) ? readdirSync(join(shop.folder, 'incoming')) : []);
  return { ...shop, deps, put, deliveries, settingsFor, left, watched };
}

const september = (cost: string): string =>
  bill([
    {
      BilledCost: cost,
      BillingPeriodStart: '2024-09-01T00:00:00Z',
      BillingPeriodEnd: '2024-10-01T00:00:00Z',
      ChargePeriodStart: '2024-09-03T00:00:00Z',
      ChargePeriodEnd: '2024-09-04T00:00:00Z',
    },
  ]);

const DATA = 'focus/payer/data/BILLING_PERIOD=2024-09';
const MANIFEST = 'focus/payer/metadata/BILLING_PERIOD=2024-09/payer-Manifest.json';

type FilledBucket = Awaited<ReturnType<typeof bucket>>;

/** A FOCUS export of September in two files, as Data Exports writes it. */
async function fill({ put }: FilledBucket, costs: readonly [string, string] = ['1.1', '2.2']): Promise<void> {
  await put(`${DATA}/payer-00001.csv.gz`, gzipSync(september(costs[0])));
  await put(`${DATA}/payer-00002.csv.gz`, gzipSync(september(costs[1])));
  const dataFiles = [1, 2].map((part) => `s3://${BUCKET}/${DATA}/payer-0000${part}.csv.gz`);
  await put(MANIFEST, { dataFiles });
}

const LEGACY = [
  'bill/BillingPeriodStartDate',
  'bill/PayerAccountId',
  'lineItem/UsageAccountId',
  'lineItem/LineItemType',
  'lineItem/UsageStartDate',
  'lineItem/ProductCode',
  'lineItem/UnblendedCost',
  'lineItem/CurrencyCode',
];

const report = (cost: string): string =>
  table(LEGACY, [
    {
      'bill/BillingPeriodStartDate': '2024-08-01T00:00:00Z',
      'bill/PayerAccountId': '111122223333',
      'lineItem/UsageAccountId': '444455556666',
      'lineItem/LineItemType': 'Usage',
      'lineItem/UsageStartDate': '2024-08-02T00:00:00Z',
      'lineItem/ProductCode': 'AmazonEC2',
      'lineItem/UnblendedCost': cost,
      'lineItem/CurrencyCode': 'USD',
    },
  ]);

async function problemOf(work: Promise<unknown> | undefined): Promise<Problem> {
  const error: unknown = await work?.catch((reason: unknown) => reason);
  if (error instanceof Problem) return error;
  throw new Error(`no Problem but ${String(error)}`);
}

describe('AWS exports in S3', () => {
  test('of several prefixes are read by their manifests, oldest period first, and published to the last digit', async () => {
    const all = await bucket();
    await fill(all);
    const folder = 'cur/main/20240801-20240901';
    await all.put(`${folder}/older/main-00001.csv`, report('999'));
    await all.put(`${folder}/older/main-Manifest.json`, { reportKeys: [`${folder}/older/main-00001.csv`] });
    await all.put(`${folder}/newer/main-00001.csv`, report('5.0000000001'));
    const current = { reportKeys: [`${folder}/newer/main-00001.csv`] };
    await all.put(`${folder}/newer/main-Manifest.json`, current);
    await all.put(`${folder}/main-Manifest.json`, current);
    const deliveries = await all.deliveries({ prefixes: ['focus/', 'cur/'] });
    expect(deliveries.map(({ name, billingPeriod }) => [name, billingPeriod])).toEqual([
      [`${BUCKET}/cur/main/main 2024-08`, '2024-08'],
      [`${BUCKET}/focus/payer/payer 2024-09`, '2024-09'],
    ]);
    for (const delivery of deliveries) await all.ingest(await delivery.fetch(), { source: 'payer', format: delivery.format });
    expect(await all.total()).toBe('8.3000000001 USD');
  });

  test('outside of the range are left alone, and prefixes within each other are read once', async () => {
    const all = await bucket();
    await fill(all);
    expect(await all.deliveries({}, { first: '2024-10', last: '2024-12' })).toEqual([]);
    expect(await all.deliveries({ prefixes: ['focus/', 'focus/payer/'] })).toHaveLength(1);
  });

  test('have a version that changes when a file is replaced under its name, and only then', async () => {
    const all = await bucket();
    await fill(all);
    const versions = async () => (await all.deliveries()).map((delivery) => delivery.version);
    const before = await versions();
    expect(await versions()).toEqual(before);
    await all.put(`${DATA}/payer-00002.csv.gz`, gzipSync(september('7')));
    expect(await versions()).not.toEqual(before);
  });

  test('more than a page of objects are all seen', async () => {
    const all = await bucket();
    await Promise.all(Array.from({ length: 1005 }, (_, part) => all.put(`a/${part}.csv`, 'x')));
    await fill(all);
    expect(await all.deliveries()).toHaveLength(1);
  });

  test('rewritten while they are read are read again, and come out whole', async () => {
    const rewritten = { yet: false };
    const all: FilledBucket = await bucket(async (method, url) => {
      if (method !== 'GET' || !url.includes('payer-00002') || rewritten.yet) return null;
      rewritten.yet = true;
      await fill(all, ['10', '20']);
      return null;
    });
    await fill(all);
    const [delivery] = await all.deliveries();
    await all.ingest((await delivery?.fetch()) ?? [], { source: 'payer' });
    expect(await all.total()).toBe('30 USD');
    expect(all.deps.waits).toHaveLength(1);
  });

  test('rewritten again and again are a Problem after three attempts', async () => {
    const written = { times: 0 };
    const all: FilledBucket = await bucket(async (method, url) => {
      if (method === 'GET' && url.includes('payer-00002')) await fill(all, [`${(written.times += 1)}`, '1']);
      return null;
    });
    await fill(all);
    const [delivery] = await all.deliveries();
    expect((await problemOf(delivery?.fetch())).code).toBe('source_export_incomplete');
    expect(written.times).toBe(3);
  });

  test('whose manifest names a file that is not there are a Problem that names it', async () => {
    const all = await bucket();
    await fill(all);
    await all.put(MANIFEST, { dataFiles: [`s3://${BUCKET}/${DATA}/payer-00009.csv.gz`] });
    const [delivery] = await all.deliveries();
    const problem = await problemOf(delivery?.fetch());
    expect(problem.code).toBe('source_export_incomplete');
    expect(problem.message).toContain('payer-00009.csv.gz');
  });

  test('without a manifest are a Problem that names bucket and prefix, and other prefixes are read', async () => {
    const all = await bucket();
    await fill(all);
    await all.put('empty/some.csv', september('5'));
    const [missing, found] = await all.deliveries({ prefixes: ['empty/', 'focus/'] });
    const problem = await problemOf(missing?.fetch());
    expect([problem.code, problem.message]).toEqual(['source_export_missing', `No manifest lies in the bucket ${BUCKET} under "empty/".`]);
    expect(await found?.fetch()).toHaveLength(2);
  });

  test('throttled to one request in three are read to their end', async () => {
    const count = { requests: 0 };
    const all = await bucket(() => ((count.requests += 1) % 3 === 0 ? null : [503, 'SlowDown']));
    await fill(all);
    const [delivery] = await all.deliveries();
    await all.ingest((await delivery?.fetch()) ?? [], { source: 'payer' });
    expect(await all.total()).toBe('3.3 USD');
    expect(all.deps.waits.length).toBeGreaterThan(6);
  });

  test.each<[string, Exclude<Fault, null>, string, RegExp]>([
    ['an expired token', [400, 'ExpiredToken'], 'source_refused', /expired/],
    ['skewed clocks', [403, 'RequestTimeTooSkewed'], 'source_refused', /clock of this machine/],
    ['a denied file', [403, 'AccessDenied'], 'source_permission_missing', /s3:GetObject/],
    ['a broken server', [500, 'InternalError'], 'source_unreachable', /after 6 attempts/],
  ])('%s in the middle is a Problem that says so, and tells no secret', async (_, fault, code, detail) => {
    const all = await bucket((method, url) => (method === 'GET' && url.includes('payer-00002') ? fault : null));
    await fill(all);
    const [delivery] = await all.deliveries();
    const problem = await problemOf(delivery?.fetch());
    expect(problem.code).toBe(code);
    expect(problem.message).toMatch(detail);
    expect(all.left().filter((name) => name.includes('00002'))).toEqual([]);
    expect(Object.values(SECRETS).filter((secret) => JSON.stringify([problem.message, problem.stack]).includes(secret))).toEqual([]);
  });

  test('are checked permission by permission, each with what to grant', async () => {
    const denied = { what: '' };
    const all = await bucket((method, url) => {
      if (denied.what === 'list' && url.includes('list-type')) return [403, 'AccessDenied'];
      return denied.what === 'get' && method === 'HEAD' ? [403, 'AccessDenied'] : null;
    });
    await fill(all);
    const check = async (what: string) => {
      denied.what = what;
      all.watched.on = true;
      const found = await provider.check(all.deps, all.settingsFor({ prefixes: ['focus/'] }));
      return found.map(({ permission, granted, grant }) => [permission, granted, grant.includes(permission)]);
    };
    expect(await check('')).toEqual([
      ['s3:ListBucket', true, true],
      ['s3:GetObject', true, true],
    ]);
    expect((await check('list'))[0]).toEqual(['s3:ListBucket', false, true]);
    expect(await check('get')).toEqual([
      ['s3:ListBucket', true, true],
      ['s3:GetObject', false, true],
    ]);
  });

  test('in a bucket that does not exist are a Problem that names it', async () => {
    const all = await bucket();
    const problem = await problemOf(all.deliveries({ bucket: 'no-such-bills' }));
    expect([problem.code, problem.message]).toEqual(['source_refused', expect.stringContaining('no-such-bills')]);
  });
});
