import { negotiationConstant } from '../../catalog/negotiation-constants.ts';
import type { NegotiationCase } from '../../finding/negotiation-case.ts';
import { ASSUMED, type CaseSources, type Ledger } from './derivation.ts';

const DISCOUNT_RATE = 0.1;

export type MarketInputs = Pick<
  NegotiationCase,
  'discountRate' | 'commitFraction' | 'evidence' | 'horizonMonths' | 'vendorMargin' | 'bench' | 'precedentCap'
>;

/** Below the entry of a vendor's programme nothing is negotiated; what self-service gives on top is the most to hope for. */
const WITHOUT_PROGRAMME = { low: 0, typical: 0.02, high: 0.05 };

export function marketInputs({ bench, evidence, vendor }: CaseSources, ledger: Ledger): MarketInputs {
  const { low, typical, high } = bench ?? WITHOUT_PROGRAMME;
  const origin = bench === null ? ASSUMED : { source: bench.source, grade: bench.grade, asOf: bench.asOf, catalogRows: bench.rows };
  if (bench === null)
    ledger.gaps.push({
      code: 'benchmark_unknown',
      detail: `No benchmark speaks for ${vendor.name} at this size; a small range is assumed.`,
    });
  return {
    discountRate: ledger('discountRate', DISCOUNT_RATE, ASSUMED),
    commitFraction: ledger('commitFraction', negotiationConstant('commitFraction'), ASSUMED),
    evidence: ledger(
      'evidence',
      evidence,
      evidence === 'none'
        ? { source: 'nothing was entered that the vendor could see', grade: 'A' }
        : { source: 'given by the user', grade: 'G' },
    ),
    horizonMonths: ledger('horizonMonths', negotiationConstant('horizonMonths'), ASSUMED),
    vendorMargin: ledger('vendorMargin', negotiationConstant('vendorMargin'), ASSUMED),
    bench: {
      low: ledger('bench.low', low, origin),
      typical: ledger('bench.typical', typical, origin),
      high: ledger('bench.high', high, origin),
    },
    precedentCap: ledger('precedentCap', negotiationConstant('precedentCap'), ASSUMED),
  };
}
