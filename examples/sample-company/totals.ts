import { type SampleCharge, unitsText } from './charge.ts';

/** Exact sums of one currency as decimal text; contractedCost is '0' where the file has no such column. */
export interface CurrencyTotals {
  readonly rows: number;
  readonly billedCost: string;
  readonly effectiveCost: string;
  readonly listCost: string;
  readonly contractedCost: string;
}

/** Adds the charges up, by currency, apart from any reader of the files. */
export function totalsOf(charges: readonly SampleCharge[], withContractedCost: boolean): Record<string, CurrencyTotals> {
  const currencies = [...new Set(charges.map(({ currency }) => currency))].sort();
  return Object.fromEntries(
    currencies.map((currency) => {
      const own = charges.filter((each) => each.currency === currency);
      const sum = (pick: (charge: SampleCharge) => bigint): string => unitsText(own.reduce((total, each) => total + pick(each), 0n));
      return [
        currency,
        {
          rows: own.length,
          billedCost: sum(({ costs }) => costs.billed),
          effectiveCost: sum(({ costs }) => costs.effective),
          listCost: sum(({ costs }) => costs.list),
          contractedCost: withContractedCost ? sum(({ costs }) => costs.contracted) : '0',
        },
      ];
    }),
  );
}
