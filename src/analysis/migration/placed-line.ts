import type { ServiceRow } from '../../catalog/service-row.ts';
import type { ResolvedAssumptions } from '../../catalog/migration-assumptions.ts';
import type { PriceBook } from '../../catalog/price-book.ts';
import type { UsageLine } from '../../focus/usage-line.ts';
import type { LinePlace } from './line-place.ts';
import type { UseIndex } from './measured-use.ts';
import type { MachineReader } from './machine-reading.ts';

/** A line of the bill in dollars, with its service and where it belongs. Amounts are attos of US dollars over the window. */
export interface PlacedLine {
  readonly line: UsageLine;
  /** Key of the provider in the catalogue, or its name on the bill. */
  readonly provider: string;
  readonly serviceName: string;
  readonly row: ServiceRow | null;
  readonly place: LinePlace;
  readonly usd: bigint;
  /** Null where the bill does not state it. */
  readonly usdList: bigint | null;
}

/** What reading a demand needs beside the lines. */
export interface DemandReading {
  readonly prices: PriceBook;
  readonly machines: MachineReader;
  readonly assumptions: ResolvedAssumptions;
  readonly use: UseIndex;
  /** Hours of the window: a machine that ran through it counts 1. */
  readonly hours: number;
  /** Months of the window, by which sums become monthly. */
  readonly months: number;
}

/** The region as the bill names it: its id, else its name. */
export const regionOf = (line: UsageLine): string => (line.regionId === '' ? line.regionName : line.regionId);

export const sumUsd = (lines: readonly PlacedLine[]): bigint => lines.reduce((total, { usd }) => total + usd, 0n);
