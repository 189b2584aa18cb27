import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { awsCostExplorerProvider as provider } from '../../../src/providers/aws/cost-explorer-provider.ts';
import { Problem } from '../../../src/problem.ts';
import { workshop } from '../../jobs/ingest-fixture.ts';
import { bodyOf, CREDENTIALS, deliveriesOf, SECRETS, serve, settingsOf, testDeps } from './aws-fixture.ts';

const PAYER = '111122223333';
const OTHER = '444455556666';
const SEPTEMBER = { first: '2024-09', last: '2024-09' };

interface Question {
  readonly TimePeriod: { readonly Start: string; readonly End: string };
  readonly Filter?: { readonly Dimensions: { readonly Values: readonly string[] } };
  readonly NextPageToken?: string;
}

interface Answer {
  readonly status: number;
  readonly body: object | string;
}

const amount = (Amount: string, Unit = 'USD') => ({ Amount, Unit });

const group = (service: string, usageType: string, [unblended = '0', amortized = '0', net = '0', usage = '0']: readonly string[]) => ({
  Keys: [service, usageType],
  Metrics: {
    UnblendedCost: amount(unblended),
    AmortizedCost: amount(amortized),
    NetAmortizedCost: amount(net),
    UsageQuantity: amount(usage, 'Hrs'),
  },
});

const result = (day: string, next: string, groups: readonly object[]) => ({
  TimePeriod: { Start: day, End: next },
  Groups: groups,
  Estimated: false,
});

/** Two accounts; the first answers its month in two pages. */
function costsOf({ Filter, NextPageToken }: Question): object {
  const [account] = Filter?.Dimensions.Values ?? [];
  if (account === OTHER) {
    return {
      ResultsByTime: [result('2024-09-01', '2024-09-02', [group('Tax', 'NoUsageType', ['0.0000000001', '0.0000000001', '0.0000000001'])])],
    };
  }
  if (NextPageToken === undefined) {
    return {
      NextPageToken: 'page-2',
      ResultsByTime: [result('2024-09-01', '2024-09-02', [group('AWS Lambda', 'EUC1-Request', ['1.2345678901', '1.1', '1.05', '7'])])],
    };
  }
  return {
    ResultsByTime: [
      result('2024-09-01', '2024-09-02', [group('AWS Lambda', 'EUC1-Lambda-GB-Second', ['-5E-7', '0', '0', '1'])]),
      result('2024-09-02', '2024-09-03', [
        group('Amazon Relational Database Service', 'EUC1-InstanceUsage:db.r5', ['10', '8', '7.5', '24']),
      ]),
    ],
  };
}

const withoutToken = ({ TimePeriod, Filter }: Question): Question => ({ TimePeriod, ...(Filter && { Filter }) });

const accounts = {
  DimensionValues: [
    { Value: OTHER, Attributes: { description: 'Fictional Games' } },
    { Value: PAYER, Attributes: { description: 'Fictional Holding, "main"' } },
  ],
  ReturnSize: 2,
  TotalSize: 2,
};

/** Cost Explorer's JSON 1.1 protocol; `first` may answer instead, given the number of the request. */
async function fakeCostExplorer(first: (request: number, question: Question) => Answer | null = () => null) {
  const asked: { target: string; question: Question; authorization: string }[] = [];
  const endpoint = await serve(async (request, response) => {
    const question = JSON.parse((await bodyOf(request)).toString()) as Question;
    const target = String(request.headers['x-amz-target']).replace('AWSInsightsIndexService.', '');
    asked.push({ target, question, authorization: String(request.headers.authorization) });
    const usual = (): Answer => ({ status: 200, body: target === 'GetDimensionValues' ? accounts : costsOf(question) });
    const { status, body } = first(asked.length, question) ?? usual();
    response
      .writeHead(status, { 'content-type': 'application/x-amz-json-1.1' })
      .end(typeof body === 'string' ? body : JSON.stringify(body));
  });
  return { endpoint, asked };
}

const refusal = (__type: string, message = 'no', status = 400): Answer => ({ status, body: { __type, message } });

function setUp(endpoint: string, more: object = {}) {
  const shop = workshop();
  const deps = testDeps(shop.folder);
  const settings = settingsOf(provider, { payerAccountId: PAYER, endpoint, ...CREDENTIALS, ...more });
  const read = async (range = SEPTEMBER) => {
    const paths: string[] = [];
    for (const delivery of await deliveriesOf(provider, { deps, settings, range })) paths.push(...(await delivery.fetch()));
    return paths;
  };
  const left = (): string[] => (existsSync(join(shop.folder, 'incoming')) ? readdirSync(join(shop.folder, 'incoming')) : []);
  return { ...shop, deps, settings, read, left };
}

async function problemOf(work: Promise<unknown>): Promise<Problem> {
  const error: unknown = await work.catch((reason: unknown) => reason);
  if (error instanceof Problem) return error;
  throw new Error(`no Problem but ${String(error)}`);
}

describe('AWS Cost Explorer', () => {
  test('is read page by page and account by account, and publishes the exact decimals that it answered', async () => {
    const { endpoint, asked } = await fakeCostExplorer();
    const { read, ingest, total, store } = setUp(endpoint);
    const run = await ingest(await read(), { source: 'payer', format: 'focus' });
    expect(run.status).toBe('published');
    expect(run.warnings).toEqual([]);
    expect(await total()).toBe('11.2345673902 USD');
    expect(await total('effectiveCost')).toBe('8.5500000001 USD');
    expect(run.periods).toMatchObject([{ billingPeriod: '2024-09', billingAccountId: PAYER, rows: 4 }]);
    expect(asked.map((one) => one.target)).toEqual(['GetDimensionValues', 'GetCostAndUsage', 'GetCostAndUsage', 'GetCostAndUsage']);
    expect(asked.at(-1)?.question.TimePeriod).toEqual({ Start: '2024-09-01', End: '2024-10-01' });
    expect(asked.every((one) => one.authorization.startsWith('AWS4-HMAC-SHA256'))).toBe(true);
    const terms = store.sqlite.prepare('SELECT text FROM term').pluck().all();
    expect(terms).toEqual(expect.arrayContaining(['Fictional Holding, "main"', 'EUC1-Request', 'Tax', 'Databases']));
  });

  test('read twice changes nothing', async () => {
    const { endpoint } = await fakeCostExplorer();
    const { read, ingest } = setUp(endpoint, { accounts: [OTHER, PAYER] });
    await ingest(await read(), { source: 'payer' });
    expect((await ingest(await read(), { source: 'payer' })).status).toBe('unchanged');
  });

  test('throttled to one request in three is read to its end, with growing waits', async () => {
    const { endpoint } = await fakeCostExplorer((request) => (request % 3 === 0 ? null : refusal('LimitExceededException')));
    const { read, ingest, total, deps } = setUp(endpoint);
    await ingest(await read(), { source: 'payer' });
    expect(await total()).toBe('11.2345673902 USD');
    expect(deps.waits).toEqual([300, 600, 300, 600, 300, 600, 300, 600]);
  });

  test('throttled for good ends after six attempts and leaves nothing behind', async () => {
    const { endpoint, asked } = await fakeCostExplorer((request) => (request > 2 ? refusal('ThrottlingException') : null));
    const { read, left } = setUp(endpoint);
    const problem = await problemOf(read());
    expect([problem.code, problem.message]).toEqual(['source_unreachable', expect.stringContaining('after 6 attempts')]);
    expect(asked).toHaveLength(8);
    expect(left()).toEqual([]);
  });

  test.each<[string, Answer, string, RegExp]>([
    ['an expired token', refusal('ExpiredTokenException', 'token FICTIONAL'), 'source_refused', /expired/],
    ['a wrong signature', refusal('InvalidSignatureException', SECRETS.SECRET_KEY), 'source_refused', /clock of this machine/],
    ['a denied action', refusal('AccessDeniedException'), 'source_permission_missing', /ce:GetCostAndUsage/],
    ['an unknown key', refusal('UnrecognizedClientException'), 'source_refused', /access key/],
    ['a server error', refusal('InternalFailure', 'x', 500), 'source_unreachable', /ce:GetCostAndUsage/],
    ['a page that is cut off', { status: 200, body: '{"ResultsByTime":[{"TimePeriod"' }, 'source_answer_invalid', /cut off/],
    [
      'a page without its groups',
      { status: 200, body: { ResultsByTime: [{ TimePeriod: { Start: '2024-09-01', End: '2024-09-02' } }] } },
      'source_answer_invalid',
      /Groups/,
    ],
    ['a repeated page', { status: 200, body: { NextPageToken: 'again', ResultsByTime: [] } }, 'source_answer_invalid', /same page token/],
  ])('%s ends in a Problem that says so, leaves nothing behind and tells no secret', async (_, answer, code, detail) => {
    const { endpoint } = await fakeCostExplorer((request) => (request === 1 ? null : answer));
    const { read, left } = setUp(endpoint);
    const problem = await problemOf(read());
    expect(problem.code).toBe(code);
    expect(problem.message).toMatch(detail);
    expect(left()).toEqual([]);
    expect(
      Object.values(SECRETS).filter((secret) => JSON.stringify([problem.message, problem.context, problem.stack]).includes(secret)),
    ).toEqual([]);
  });

  test('a group that comes twice under a new token is not counted twice', async () => {
    const { endpoint } = await fakeCostExplorer((_, question) =>
      question.NextPageToken === undefined ? null : { status: 200, body: { ...costsOf(withoutToken(question)), NextPageToken: null } },
    );
    const { read } = setUp(endpoint);
    expect((await problemOf(read())).code).toBe('source_answer_invalid');
  });

  test('never makes more requests than the settings allow', async () => {
    const { endpoint, asked } = await fakeCostExplorer();
    const { read } = setUp(endpoint, { maxRequests: 2 });
    expect((await problemOf(read())).code).toBe('source_requests_capped');
    expect(asked).toHaveLength(2);
  });

  test('plans its requests and their cost without making one, for the months that AWS keeps', async () => {
    const { endpoint, asked } = await fakeCostExplorer();
    const { deps, settings } = setUp(endpoint, { accounts: [PAYER, OTHER] });
    const planned = await provider.planRequests(deps, settings, { first: '2020-01', last: '2024-10' });
    expect(planned).toEqual([
      { request: 'GetCostAndUsage', count: 28, atLeast: true, costEach: { amount: '0.010000000', currency: 'USD' } },
    ]);
    expect(asked).toEqual([]);
  });

  test('asks for no day after today', async () => {
    const { endpoint, asked } = await fakeCostExplorer(() => ({ status: 200, body: { ResultsByTime: [] } }));
    const { read } = setUp(endpoint, { accounts: [PAYER] });
    await read({ first: '2024-10', last: '2024-12' });
    expect(asked.map((one) => one.question.TimePeriod)).toEqual([{ Start: '2024-10-01', End: '2024-10-21' }]);
  });

  test('check names each permission by itself and says what to grant', async () => {
    const { endpoint } = await fakeCostExplorer((request) => (request === 1 ? refusal('AccessDeniedException') : null));
    const { deps, settings } = setUp(endpoint);
    const checks = await provider.check(deps, settings);
    expect(checks.map(({ permission, granted }) => [permission, granted])).toEqual([
      ['ce:GetCostAndUsage', false],
      ['ce:GetDimensionValues', true],
    ]);
    expect(checks[0]?.grant).toContain('Allow ce:GetCostAndUsage');
  });

  test('a role is assumed with its external id', async () => {
    const forms: string[] = [];
    const stsEndpoint = await serve(async (request, response) => {
      forms.push((await bodyOf(request)).toString());
      response
        .writeHead(200, { 'content-type': 'text/xml' })
        .end(
          '<AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult><Credentials><AccessKeyId>ASIAFICTIONAL</AccessKeyId><SecretAccessKey>fictional</SecretAccessKey><SessionToken>session</SessionToken><Expiration>2099-01-01T00:00:00Z</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>',
        );
    });
    const { endpoint, asked } = await fakeCostExplorer();
    const { read } = setUp(endpoint, {
      stsEndpoint,
      roleArn: 'arn:aws:iam::111122223333:role/bills',
      externalId: 'fictional-id',
      accounts: [PAYER],
    });
    await read();
    expect(Object.fromEntries(new URLSearchParams(forms[0]))).toMatchObject({ Action: 'AssumeRole', ExternalId: 'fictional-id' });
    expect(asked[0]?.authorization).toContain('Credential=ASIAFICTIONAL/');
    expect(forms).toHaveLength(1);
  });

  test('settings take no plain address beyond this machine and no variable that is not kept for secrets', () => {
    const given = { payerAccountId: PAYER };
    expect(provider.settings.safeParse({ ...given, endpoint: 'http://169.254.169.254/' }).success).toBe(false);
    expect(provider.settings.safeParse({ ...given, endpoint: 'http://localhost.example.com/' }).success).toBe(false);
    expect(provider.settings.safeParse({ ...given, secretAccessKey: 'AWS_SECRET_ACCESS_KEY' }).success).toBe(false);
    expect(provider.settings.safeParse({ ...given, payerAccountId: '42' }).success).toBe(false);
    expect(provider.settings.safeParse({ ...given, region: 'cn-north-1' }).success).toBe(true);
  });
});
