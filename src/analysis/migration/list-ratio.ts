import { catalogProviderOf } from '../../catalog/provider-names.ts';
import { KNOWN_COST_BITS } from '../../focus/columns.ts';
import type { UsageLine } from '../../focus/usage-line.ts';
import { approximate, money } from '../../money.ts';

/** How much dearer an incumbent would be without its negotiated discount, as far as the bill states it. */
export interface ListRatio {
  /** Effective cost with the negotiated discount put back, over effective cost; 1 where the bill states nothing. */
  readonly ratio: number;
  /** Share of the effective spend for which list and contracted cost are both stated, 0 to 1. */
  readonly knownShare: number;
}

const BOTH = KNOWN_COST_BITS.listCost | KNOWN_COST_BITS.contractedCost;

/**
 * List-equivalent price by provider: effective x list / contracted, line by line. Savings plans and reservations stay in it,
 * because nobody has to give them; the negotiated discount goes out. Migration model 0.1, section 3.10.
 */
export function listRatios(lines: readonly UsageLine[]): (provider: string) => ListRatio {
  const sums = new Map<string, { effective: number; known: number; list: number }>();
  for (const line of lines) {
    const provider = catalogProviderOf(line.serviceProviderName) ?? line.serviceProviderName;
    const sum = sums.get(provider) ?? { effective: 0, known: 0, list: 0 };
    const effective = floatOf(line.effectiveCost, line.billingCurrency);
    const contracted = floatOf(line.contractedCost, line.billingCurrency);
    const list = floatOf(line.listCost, line.billingCurrency);
    const isKnown = (line.knownCosts & BOTH) === BOTH && contracted > 0 && list > 0 && effective > 0;
    sum.effective += effective;
    sum.known += isKnown ? effective : 0;
    sum.list += isKnown ? effective * (list / contracted) : 0;
    sums.set(provider, sum);
  }
  return (provider) => {
    const sum = sums.get(provider);
    if (sum === undefined || sum.effective <= 0) return { ratio: 1, knownShare: 0 };
    return { ratio: (sum.effective - sum.known + sum.list) / sum.effective, knownShare: Math.min(1, sum.known / sum.effective) };
  };
}

const floatOf = (attos: bigint, currency: string): number => approximate(money(attos, currency));
