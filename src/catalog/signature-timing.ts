import { daysBetween, addDays, type Day } from '../time.ts';
import { negotiationConstant } from './negotiation-constants.ts';
import { daysOfRules, vendorCalendars, type VendorCalendar } from './vendor-calendar.ts';
import { knownVendorId } from './vendor-names.ts';

export type TimingFactor = 1 | 0.8 | 0.6;

/** What a signature day means to a vendor. */
export interface SignatureTiming {
  readonly factor: TimingFactor;
  /** The first end of a fiscal year, and of a quarter, on or after the day. */
  readonly fiscalYearEnd: Day;
  readonly quarterEnd: Day;
  /** The row the dates come from, such as "vendor-calendar/aws". */
  readonly catalogRow: string;
}

/** The calendar of a vendor by any of its names; null for one that no row knows. */
export function vendorCalendar(vendor: string): VendorCalendar | null {
  const id = knownVendorId(vendor);
  return vendorCalendars().find((row) => row.id === id) ?? null;
}

/** The ends of a vendor's quarters from `from` to `to`, both inclusive; empty for an unknown vendor. */
export function quarterEndsBetween(vendor: string, from: Day, to: Day): Day[] {
  const calendar = vendorCalendar(vendor);
  return calendar === null ? [] : daysOfRules([...calendar.quarterEnds, calendar.fiscalYearEnd], from, to);
}

/** The first end of a vendor's fiscal year on or after a day; null for an unknown vendor. */
export function nextFiscalYearEnd(vendor: string, day: Day): Day | null {
  const calendar = vendorCalendar(vendor);
  return calendar === null ? null : firstOf([calendar.fiscalYearEnd], day);
}

/** What a signature day means to the vendor; null for a vendor whose calendar is not known. */
export function signatureTiming(vendor: string, signatureDay: Day): SignatureTiming | null {
  const calendar = vendorCalendar(vendor);
  if (calendar === null) return null;
  const fiscalYearEnd = firstOf([calendar.fiscalYearEnd], signatureDay);
  const quarterEnd = firstOf([...calendar.quarterEnds, calendar.fiscalYearEnd], signatureDay);
  const isNearYearEnd = daysBetween(signatureDay, fiscalYearEnd) <= negotiationConstant('yearEndDays');
  const isNearQuarterEnd = daysBetween(signatureDay, quarterEnd) <= negotiationConstant('quarterEndDays');
  const factor = isNearYearEnd ? 1 : isNearQuarterEnd ? 0.8 : 0.6;
  return { factor, fiscalYearEnd, quarterEnd, catalogRow: `vendor-calendar/${calendar.id}` };
}

/** The timing factor of section 1 alone; null for a vendor whose calendar is not known. */
export const timingOf = (vendor: string, signatureDay: Day): TimingFactor | null => signatureTiming(vendor, signatureDay)?.factor ?? null;

/** Rules name one day a year, up to three days around it: 380 days hold the next. */
const firstOf = (rules: readonly string[], day: Day): Day => daysOfRules(rules, day, addDays(day, 380))[0] ?? day;
