import type { PackVersion } from '../finding/negotiation-pack.ts';
import type { Db } from '../store/db.ts';
import { findingBodies } from '../store/findings.ts';
import { isNegotiation, type VendorNegotiation } from './negotiation-for.ts';

const LINES = [
  ['walk-away', 'walkAway'],
  ['target', 'target'],
  ['opening', 'opening'],
] as const;

/** This finding and those on the same vendor that were made before it, the newest first, each with what moved and why. */
export async function packVersionsOf(db: Db, current: VendorNegotiation): Promise<PackVersion[]> {
  const made = (await findingBodies(db, 'negotiation'))
    .map((body): unknown => JSON.parse(body))
    .filter(isNegotiation)
    .filter((one) => one.vendor === current.vendor);
  const last = made.findIndex((one) => one.snapshotHash === current.snapshotHash);
  const history = last < 0 ? [current] : made.slice(0, last + 1);
  return history
    .map((one, index) => ({ version: `1.${index}`, on: one.case.snapshotDate ?? '', changes: changesOf(history[index - 1], one) }))
    .toReversed();
}

function changesOf(before: VendorNegotiation | undefined, after: VendorNegotiation): string[] {
  if (before === undefined) return [];
  const causes = causesOf(before, after);
  const moved = LINES.flatMap(([name, key]) => {
    const [from, to] = [before[key].discount, after[key].discount].map(percentText);
    return from === to ? [] : [`${name} from ${from ?? ''} to ${to ?? ''}`];
  });
  return moved.length === 0 ? [] : [`${moved.join(', ')}: ${causes}`];
}

function causesOf(before: VendorNegotiation, after: VendorNegotiation): string {
  const causes = [
    before.modelVersion === after.modelVersion ? null : 'model',
    JSON.stringify(before.case.bench) === JSON.stringify(after.case.bench) ? null : 'benchmark',
    before.case.monthlyBillList === after.case.monthlyBillList && before.case.snapshotDate === after.case.snapshotDate ? null : 'data',
    before.case.evidence === after.case.evidence ? null : 'evidence',
  ].filter((cause) => cause !== null);
  return causes.length === 0 ? 'assumptions' : causes.join(', ');
}

/** To a tenth of a percent, as the pack prints shares. */
function percentText(fraction: number): string {
  const tenths = Math.round(fraction * 1000);
  return `${tenths < 0 ? '\u2212' : ''}${Math.floor(Math.abs(tenths) / 10)}.${Math.abs(tenths) % 10}%`;
}
