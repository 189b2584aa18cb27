import { billingPeriodOf, isBillingPeriod, type BillingPeriod } from '../../time.ts';
import type { StoredObject } from './bucket-client.ts';

/** One billing period of one export: its manifest, and a version that changes whenever a file of the period does. */
export interface ExportUnit {
  readonly name: string;
  readonly billingPeriod: BillingPeriod | null;
  readonly manifestKey: string;
  readonly version: string;
}

/** Where a manifest lies: `base` is the folder of the export, `period` the folder of its billing period. */
interface ManifestPlace {
  readonly object: StoredObject;
  readonly base: string;
  readonly period: string;
  readonly billingPeriod: BillingPeriod | null;
  readonly stem: string;
  readonly depth: number;
}

const MANIFEST = /(?:^|\/)([^/]*?)-?manifest\.json$/i;
/** Reports write 20240901-20241001/, data exports metadata/BILLING_PERIOD=2024-09/. */
const PERIOD = /^(.*?)(?:metadata\/)?((?:\d{8}-\d{8})|(?:billing_period=\d{4}-\d{2}))\//i;

/**
 * The exports in a list of objects, oldest billing period first. Exports repeat the manifest of a period in the folder of
 * each of its versions; the one above them is current, else the latest.
 */
export function exportUnits(bucket: string, objects: readonly StoredObject[]): ExportUnit[] {
  const places = objects.flatMap((object) => placeOf(object) ?? []);
  const groups = Map.groupBy(places, (place) => JSON.stringify([place.base, place.period, place.stem]));
  const current = [...groups.values()].map((group) => group.toSorted(byCurrency)[0]).filter((place) => place !== undefined);
  return current.toSorted(byPeriod).map((place) => ({
    name: `${bucket}/${place.base}${place.stem}${place.period === '' ? '' : ` ${place.billingPeriod ?? place.period}`}`,
    billingPeriod: place.billingPeriod,
    manifestKey: place.object.key,
    version: versionOf(place, objects),
  }));
}

function placeOf(object: StoredObject): ManifestPlace | null {
  const stem = MANIFEST.exec(object.key)?.[1];
  if (stem === undefined) return null;
  const [, base, period = ''] = PERIOD.exec(object.key) ?? [];
  const digits = /(\d{4})-?(\d{2})/.exec(period);
  const billingPeriod = digits === null ? '' : billingPeriodOf(`${digits[1]}-${digits[2]}-01`);
  return {
    object,
    base: base ?? object.key.slice(0, object.key.lastIndexOf('/') + 1),
    period,
    billingPeriod: isBillingPeriod(billingPeriod) ? billingPeriod : null,
    stem,
    depth: object.key.split('/').length,
  };
}

const byCurrency = (a: ManifestPlace, b: ManifestPlace): number =>
  a.depth - b.depth || compared(b.object.modifiedAt, a.object.modifiedAt) || compared(b.object.key, a.object.key);

const byPeriod = (a: ManifestPlace, b: ManifestPlace): number =>
  compared(a.billingPeriod ?? '', b.billingPeriod ?? '') || compared(a.object.key, b.object.key);

const compared = (a: string, b: string): number => (a === b ? 0 : a < b ? -1 : 1);

/** ETags of everything that lies in the folders of the period: a file that is replaced under its name counts as well. */
function versionOf({ object, base, period }: ManifestPlace, objects: readonly StoredObject[]): string {
  const near = objects.filter(({ key }) => key.startsWith(base) && (period === '' || key.slice(base.length).split('/').includes(period)));
  const listed = near.map(({ key, etag }) => `${key} ${etag}`).toSorted();
  return [object.key, ...listed].join('\n');
}
