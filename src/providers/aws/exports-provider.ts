import { Problem } from '../../problem.ts';
import type { Delivery, PermissionCheck, PeriodRange, Provider } from '../provider.ts';
import { bucketOf, type Bucket } from './bucket-client.ts';
import { exportUnits, type ExportUnit } from './export-units.ts';
import { fetchExport } from './fetch-export.ts';
import { probed } from './probed.ts';
import { exportsSettings, type ExportsSettings } from './settings.ts';

/**
 * Cost and Usage Reports and Data Exports in a bucket, by their manifests. A payer is a source of its own; exports that
 * several payers deliver into one bucket are told apart by their billing accounts.
 */
export const awsExportsProvider: Provider<ExportsSettings> = {
  id: 'aws-exports',
  name: 'AWS exports in S3 (CUR, CUR 2.0, FOCUS)',
  settings: exportsSettings,
  overHttp: true,
  async check(deps, settings) {
    const bucket = bucketOf(deps, settings);
    const checks: PermissionCheck[] = [];
    for (const prefix of settings.prefixes) checks.push(...(await checkPrefix(bucket, settings, prefix)));
    return checks;
  },
  async *deliveries(deps, settings, range) {
    const bucket = bucketOf(deps, settings);
    const seen = new Set<string>();
    const units: ExportUnit[] = [];
    for (const prefix of settings.prefixes) {
      const found = exportUnits(settings.bucket, await bucket.list(prefix));
      if (found.length === 0) yield withoutExport(settings.bucket, prefix);
      // Prefixes may lie within each other.
      units.push(...found.filter((unit) => isWithin(unit, range) && !seen.has(unit.manifestKey)));
      found.forEach((unit) => seen.add(unit.manifestKey));
    }
    for (const unit of units.toSorted((a, b) => ((a.billingPeriod ?? '') < (b.billingPeriod ?? '') ? -1 : 1))) {
      const { name, billingPeriod } = unit;
      const version = await sha256(unit.version);
      const fetch = () => fetchExport({ deps, bucket, bucketName: settings.bucket }, unit);
      yield { name, billingPeriod, version, format: 'auto', fetch };
    }
  },
  planRequests: (_deps, { prefixes }) =>
    Promise.resolve([{ request: 'ListObjectsV2', count: prefixes.length, atLeast: true, costEach: null }]),
};

const isWithin = ({ billingPeriod }: ExportUnit, { first, last }: PeriodRange): boolean =>
  billingPeriod === null || (billingPeriod >= first && billingPeriod <= last);

/** A prefix with nothing to read fails on its own, so that the exports of the others are read. */
const withoutExport = (bucket: string, prefix: string): Delivery => ({
  name: `${bucket}/${prefix}`,
  billingPeriod: null,
  version: null,
  format: 'auto',
  fetch: () =>
    Promise.reject(new Problem('source_export_missing', { detail: `No manifest lies in the bucket ${bucket} under "${prefix}".` })),
});

async function checkPrefix(bucket: Bucket, { bucket: name, region }: ExportsSettings, prefix: string): Promise<PermissionCheck[]> {
  const place = `${name}/${prefix}`;
  const arn = `arn:${partitionOf(region)}:s3:::${name}`;
  const list = await probed(
    {
      permission: 's3:ListBucket',
      purpose: `finding exports in ${place}`,
      grant: `Allow s3:ListBucket on ${arn}, for the prefix "${prefix}".`,
    },
    () => bucket.probe(prefix),
  );
  const read = {
    permission: 's3:GetObject',
    purpose: `reading exports in ${place}`,
    grant: `Allow s3:GetObject on ${arn}/${prefix}*, and kms:Decrypt where the bucket has a key of its own.`,
  };
  const [unit] = list.granted ? exportUnits(name, await bucket.list(prefix)) : [];
  if (unit !== undefined) return [list, await probed(read, async () => void (await bucket.etagOf(unit.manifestKey)))];
  const detail = list.granted ? `No manifest lies in ${place} to try it on.` : 'Not tried: what there is to read is not known.';
  return [list, { ...read, required: true, granted: false, detail }];
}

const partitionOf = (region: string): string => (region.startsWith('cn-') ? 'aws-cn' : region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws');

/** A version is kept in the database; the list of all objects would be long. */
async function sha256(text: string): Promise<string> {
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return new Uint8Array(hash).reduce((hex, byte) => hex + byte.toString(16).padStart(2, '0'), '');
}
