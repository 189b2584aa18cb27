import type { AskName, CaseAsks, CasePackage } from '../../finding/negotiation-case.ts';

/** What the asks of a derived case are made from; money in the currency of the case. */
export interface AskBasis {
  readonly firstYear: number;
  readonly eligibleShare: number;
  readonly monthlySupport: number;
  /** The group of data transfer, where the bill has one. */
  readonly transferGroup: string | null;
}

/** Defaults of the model, grade A: what buyers commonly ask for beside the headline. */
const DEFAULTS = {
  creditShare: 0.03,
  creditUse: 0.7,
  transferCut: 0.3,
  rollover: 0.15,
  listRise: 0.03,
  extraDays: 30,
  supportCut: 0.2,
} as const;

/** Asks that this bill gives something to. */
export function deriveAsks(basis: AskBasis): CaseAsks {
  return {
    credits: { face: basis.firstYear * DEFAULTS.creditShare, usableProbability: DEFAULTS.creditUse },
    ...(basis.transferGroup === null ? {} : { transferRateCut: { cut: DEFAULTS.transferCut, group: basis.transferGroup } }),
    shortfallRollover: { rolloverFraction: DEFAULTS.rollover },
    priceProtection: { coveredShare: basis.eligibleShare, expectedListRise: DEFAULTS.listRise },
    paymentTerms: { extraDays: DEFAULTS.extraDays },
    ...(basis.monthlySupport > 0 ? { supportFeeCut: { monthlySaving: basis.monthlySupport * DEFAULTS.supportCut } } : {}),
  };
}

/** Three packages of equal value to the buyer that differ in what the vendor gives: percent, safety, or money besides. */
export function derivePackages(asks: CaseAsks): CasePackage[] {
  const wanted: readonly { readonly name: string; readonly asks: readonly AskName[] }[] = [
    { name: 'Headline', asks: ['shortfallRollover'] },
    { name: 'Flexibility', asks: ['shortfallRollover', 'priceProtection', 'paymentTerms'] },
    { name: 'Funding', asks: ['credits', 'transferRateCut', 'supportFeeCut'] },
  ];
  return wanted.map(({ name, asks: names }) => ({ name, asks: names.filter((ask) => asks[ask] !== undefined) }));
}
