import { Problem } from '../../problem.ts';
import type { ProviderDeps } from '../provider.ts';
import { ask, askUnlessMissing, wholeBody } from './client.ts';
import { clientOptions } from './client-options.ts';
import type { ExportsSettings } from './settings.ts';
import { objectsPage } from './wire.ts';

export interface StoredObject {
  readonly key: string;
  /** Changes with the content. */
  readonly etag: string;
  readonly modifiedAt: string;
}

export interface OpenedObject {
  readonly etag: string;
  readonly parts: AsyncIterable<Uint8Array>;
}

/** The objects of one bucket. What does not exist is null; anything else that fails is a Problem. */
export interface Bucket {
  readonly list: (prefix: string) => Promise<readonly StoredObject[]>;
  /** Whether a list of one key is answered; throws the Problem that says why not. */
  readonly probe: (prefix: string) => Promise<void>;
  readonly open: (key: string) => Promise<OpenedObject | null>;
  readonly etagOf: (key: string) => Promise<string | null>;
}

/** A bucket by the S3 API. */
export function bucketOf(deps: ProviderDeps, settings: ExportsSettings): Bucket {
  const { bucket: Bucket } = settings;
  const connect = connectOnce(deps, settings);
  const options = deps.signal === undefined ? {} : { abortSignal: deps.signal };
  const page = async (Prefix: string, more: { readonly ContinuationToken?: string; readonly MaxKeys?: number }) => {
    const { client, sdk } = await connect();
    return client.send(new sdk.ListObjectsV2Command({ Bucket, Prefix, ...more }), options);
  };
  return {
    list: (prefix) =>
      listed(`${Bucket}/${prefix}`, (ContinuationToken) => page(prefix, ContinuationToken === null ? {} : { ContinuationToken })),
    probe: async (prefix) =>
      void (await ask({ permission: 's3:ListBucket', subject: `${Bucket}/${prefix}` }, () => page(prefix, { MaxKeys: 1 }))),
    async open(Key) {
      const { client, sdk } = await connect();
      const asked = { permission: 's3:GetObject', subject: `${Bucket}/${Key}` };
      const answer = await askUnlessMissing(asked, () => client.send(new sdk.GetObjectCommand({ Bucket, Key }), options));
      return answer === null ? null : { etag: answer.ETag ?? '', parts: wholeBody(answer.Body, answer.ContentLength, asked) };
    },
    async etagOf(Key) {
      const { client, sdk } = await connect();
      const asked = { permission: 's3:GetObject', subject: `${Bucket}/${Key}` };
      const answer = await askUnlessMissing(asked, () => client.send(new sdk.HeadObjectCommand({ Bucket, Key }), options));
      return answer === null ? null : (answer.ETag ?? '');
    },
  };
}

/** The SDK is loaded when it is needed, so that commands that ask no cloud start at once. */
function connectOnce(deps: ProviderDeps, settings: ExportsSettings) {
  const load = async () => {
    const sdk = await import('@aws-sdk/client-s3');
    // Addresses that are set by hand seldom have a name for each bucket.
    const client = new sdk.S3Client({ ...clientOptions(deps, settings), forcePathStyle: settings.endpoint !== undefined });
    return { sdk, client };
  };
  const loaded: { made?: ReturnType<typeof load> } = {};
  return () => (loaded.made ??= load());
}

async function listed(subject: string, page: (token: string | null) => Promise<unknown>): Promise<readonly StoredObject[]> {
  const objects: StoredObject[] = [];
  const tokens = new Set<string>();
  for (let token: string | null = null; ;) {
    const from: string | null = token;
    const parsed = objectsPage.safeParse(await ask({ permission: 's3:ListBucket', subject }, () => page(from)));
    if (!parsed.success) throw invalid(`The list of ${subject} lacks a part: ${parsed.error.issues[0]?.path.join('.') ?? ''}.`);
    const { Contents, IsTruncated, NextContinuationToken } = parsed.data;
    objects.push(
      ...Contents.map(({ Key, ETag, LastModified }) => ({ key: Key, etag: ETag, modifiedAt: LastModified?.toISOString() ?? '' })),
    );
    if (IsTruncated !== true) return objects;
    if (NextContinuationToken === undefined || tokens.has(NextContinuationToken)) {
      throw invalid(`The list of ${subject} goes on, but hands out no new token.`);
    }
    token = NextContinuationToken;
    tokens.add(token);
  }
}

const invalid = (detail: string): Problem => new Problem('source_answer_invalid', { detail });
