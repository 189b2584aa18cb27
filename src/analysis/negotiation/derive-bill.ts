import { negotiationConstant } from '../../catalog/negotiation-constants.ts';
import type { ProviderBaseline } from '../../finding/migration-finding.ts';
import type { NegotiationCase } from '../../finding/negotiation-case.ts';
import { billGrowthOf } from './bill-growth.ts';
import { ASSUMED, type CaseSources, type Ledger } from './derivation.ts';
import { floatOf } from './derive-groups.ts';

/** Where the bill is too short to show growth. */
const GROWTH = 0.05;

export type BillInputs = Pick<
  NegotiationCase,
  'monthlyBillList' | 'inPlaceOptimisation' | 'eligibleShare' | 'currentDiscount' | 'growth' | 'forecastSigma'
>;

export function billInputs(sources: CaseSources, baseline: ProviderBaseline, ledger: Ledger): BillInputs {
  const { agreement } = sources;
  const { list, effective, after, notEligible } = baselineFloats(baseline);
  const stated = { source: 'bill', grade: 'D', figureId: baseline.figureId } as const;
  const fromContract = { source: `contract ${agreement?.contractName ?? ''}`, grade: 'G' } as const;
  const eligibleShare = agreement?.eligibleShare ?? share(list - notEligible, list);
  const currentDiscount = agreement?.negotiatedDiscount ?? share(list - effective, list * eligibleShare);
  if (baseline.listKnownShare < 1)
    ledger.gaps.push({
      code: 'list_price_unknown',
      detail: 'Part of the bill does not state its list price; it is taken at its effective price.',
    });
  return {
    monthlyBillList: ledger('monthlyBillList', list, { ...stated, source: 'bill, effective cost with the negotiated discount put back' }),
    inPlaceOptimisation: ledger('inPlaceOptimisation', share(effective - after, effective), {
      ...stated,
      source: 'migration estimate: hygiene, and packing without leaving',
    }),
    eligibleShare: ledger('eligibleShare', eligibleShare, {
      ...(isAgreed(agreement?.eligibleShare) ? fromContract : { ...stated, source: 'bill without tax, support, marketplace and credits' }),
    }),
    currentDiscount: ledger('currentDiscount', currentDiscount, {
      ...(isAgreed(agreement?.negotiatedDiscount) ? fromContract : { ...stated, source: 'bill: contracted against list cost' }),
    }),
    ...growthInputs(sources, ledger),
  };
}

/** A part of a whole within 0 and 1; 0 where there is no whole. */
const share = (part: number, whole: number): number => (whole <= 0 ? 0 : Math.min(1, Math.max(0, part / whole)));

const isAgreed = (term: number | null | undefined): boolean => term !== null && term !== undefined;

const baselineFloats = (baseline: ProviderBaseline): Readonly<Record<'list' | 'effective' | 'after' | 'notEligible', number>> => ({
  list: floatOf(baseline.listEquivalent),
  effective: floatOf(baseline.effective),
  after: floatOf(baseline.afterInPlaceOptimisation),
  notEligible: floatOf(baseline.notEligible),
});

function growthInputs({ monthlySpend }: CaseSources, ledger: Ledger): Pick<BillInputs, 'growth' | 'forecastSigma'> {
  const trend = billGrowthOf(monthlySpend);
  if (trend === null) {
    ledger.gaps.push({ code: 'growth_unknown', detail: 'Fewer than six complete months of bills: growth and forecast error are assumed.' });
    return {
      growth: ledger('growth', GROWTH, ASSUMED),
      forecastSigma: ledger('forecastSigma', negotiationConstant('forecastSigma'), ASSUMED),
    };
  }
  return {
    growth: ledger('growth', trend.growth, { source: 'trend of the complete months of the bill', grade: 'D' }),
    forecastSigma: ledger('forecastSigma', trend.sigma, { source: 'scatter of the bill around its trend', grade: 'D' }),
  };
}
