import { parseManifest, type Manifest } from '../../billfile/manifest.ts';
import { Problem } from '../../problem.ts';
import type { ProviderDeps } from '../provider.ts';
import type { Bucket } from './bucket-client.ts';
import { jsonOf, outcomeOf } from './client.ts';
import type { ExportUnit } from './export-units.ts';
import { backoff } from './retry-strategy.ts';

const ATTEMPTS = 3;
/** Larger than any manifest. */
const MANIFEST_BYTES = 16 << 20;

/** What may be whole a moment later. */
const PASSING = ['source_export_incomplete', 'source_unreachable'];

interface FetchDeps {
  readonly deps: ProviderDeps;
  readonly bucket: Bucket;
  readonly bucketName: string;
}

/**
 * Downloads the files that a manifest names, and makes sure that neither it nor any of them changed meanwhile: else reads
 * all of it again, three times at most. Throws Problem source_export_incomplete, and those of the client.
 */
export async function fetchExport(from: FetchDeps, unit: ExportUnit): Promise<readonly string[]> {
  for (let attempt = 1; ; attempt += 1) {
    const outcome = await outcomeOf(() => readOnce(from, unit));
    if ('value' in outcome) return outcome.value;
    if (!PASSING.includes(outcome.problem.code) || attempt === ATTEMPTS) throw outcome.problem;
    await from.deps.wait(backoff(attempt, from.deps.random()));
  }
}

async function readOnce({ deps, bucket, bucketName }: FetchDeps, { manifestKey, billingPeriod }: ExportUnit): Promise<string[]> {
  const { manifest, etag } = await readManifest(bucket, { bucketName, key: manifestKey });
  const read = new Map([[manifestKey, etag]]);
  const paths: string[] = [];
  for (const [index, file] of manifest.files.entries()) {
    const key = keyIn(bucketName, file.name);
    const found = await bucket.open(key);
    if (found === null) throw incomplete(`${bucketName}/${manifestKey} names ${key}, and there is no such object.`);
    read.set(key, found.etag);
    paths.push(await deps.files.write(fileName(billingPeriod ?? 'export', index, key), found.parts));
  }
  for (const [key, before] of read) {
    if ((await bucket.etagOf(key)) !== before) throw incomplete(`${bucketName}/${key} was replaced while the export was read.`);
  }
  return paths;
}

async function readManifest(
  bucket: Bucket,
  { bucketName, key }: { readonly bucketName: string; readonly key: string },
): Promise<{ readonly manifest: Manifest; readonly etag: string }> {
  const found = await bucket.open(key);
  if (found === null) throw incomplete(`The manifest ${bucketName}/${key} is gone.`);
  const manifest = parseManifest(jsonOf(await textOf(found.parts)));
  if (manifest === null) throw incomplete(`${bucketName}/${key} is no manifest of a report or data export.`);
  if (manifest.files.length === 0) throw incomplete(`The manifest ${bucketName}/${key} names no file.`);
  return { manifest, etag: found.etag };
}

const incomplete = (detail: string): Problem => new Problem('source_export_incomplete', { detail });

/** Reports name keys, data exports addresses such as s3://bucket/key. */
const keyIn = (bucketName: string, name: string): string => {
  const address = `s3://${bucketName}/`;
  return name.startsWith(address) ? name.slice(address.length) : name.replace(/^\/+/, '');
};

/** A plain name that keeps the ending; the index tells files of the same name in different folders apart. */
function fileName(period: string, index: number, key: string): string {
  const last = key.slice(key.lastIndexOf('/') + 1).replace(/[^\w.+=-]/g, '_');
  return `${period}-${index}-${last.slice(-120)}`;
}

async function textOf(parts: AsyncIterable<Uint8Array>): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const part of parts) {
    text += decoder.decode(part, { stream: true });
    if (text.length > MANIFEST_BYTES) throw incomplete('A manifest is larger than 16 MiB.');
  }
  return text + decoder.decode();
}
