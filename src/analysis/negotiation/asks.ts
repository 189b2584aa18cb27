import type { AskName, CaseGroup, NegotiationCase } from '../../finding/negotiation-case.ts';
import { shortfall } from './shortfall.ts';
import type { Baseline, Term } from './term.ts';

/** The order in which asks are told. */
export const ASK_NAMES = [
  'credits',
  'transferRateCut',
  'shortfallRollover',
  'priceProtection',
  'paymentTerms',
  'supportFeeCut',
] as const satisfies readonly AskName[];

/** Names that a data transfer group goes by, the surest first; compared without case, blanks and signs. */
const TRANSFER_NAMES = [/^datatransfer$/, /datatransfer/, /^transfer$/, /transfer/, /egress/, /bandwidth/, /network/];

/** The group that a cut of the transfer rate applies to; null when the case has none. */
export function transferGroup({ groups, asks }: NegotiationCase): CaseGroup | null {
  const given = asks.transferRateCut?.group;
  if (given !== undefined) return groups.find((group) => group.name === given) ?? null;
  const plain = (text: string): string => text.toLowerCase().replaceAll(/[^a-z]/g, '');
  for (const pattern of TRANSFER_NAMES) {
    const found = groups.find((group) => pattern.test(plain(group.name)));
    if (found !== undefined) return found;
  }
  return null;
}

type AskValue = (input: NegotiationCase, term: Term, baseline: Baseline) => number | null;

/** Present value of each ask over the term by its definition; null where the case does not make it. */
const VALUES: Readonly<Record<AskName, AskValue>> = {
  credits: ({ asks: { credits } }, term) =>
    credits === undefined ? null : credits.face * credits.usableProbability * (term.discountFactors[0] ?? 0),
  transferRateCut: (input, _, baseline) => {
    const ask = input.asks.transferRateCut;
    if (ask === undefined) return null;
    const annual = 12 * (transferGroup(input)?.monthly ?? 0) * ask.cut;
    return (annual * baseline.presentValue) / (baseline.byYear[0] ?? 1);
  },
  shortfallRollover: ({ asks: { shortfallRollover }, commitFraction, forecastSigma }, _, baseline) =>
    shortfallRollover === undefined
      ? null
      : (shortfall(commitFraction, forecastSigma) - shortfall(commitFraction - shortfallRollover.rolloverFraction, forecastSigma)) *
        baseline.presentValue,
  priceProtection: ({ asks: { priceProtection } }, term, baseline) =>
    priceProtection === undefined
      ? null
      : priceProtection.coveredShare *
        baseline.byYear.reduce(
          (sum, spend, index) => sum + spend * ((1 + priceProtection.expectedListRise) ** index - 1) * (term.discountFactors[index] ?? 0),
          0,
        ),
  paymentTerms: ({ asks: { paymentTerms }, discountRate }, _, baseline) =>
    paymentTerms === undefined ? null : (paymentTerms.extraDays / 365) * discountRate * baseline.presentValue,
  supportFeeCut: ({ asks: { supportFeeCut } }, term) =>
    supportFeeCut === undefined ? null : supportFeeCut.monthlySaving * 12 * term.discountFactors.reduce((sum, factor) => sum + factor, 0),
};

/** Present value of each ask that the case makes, in its currency. */
export function asksPv(input: NegotiationCase, term: Term, baseline: Baseline): Partial<Record<AskName, number>> {
  return Object.fromEntries(
    ASK_NAMES.flatMap((ask) => {
      const value = VALUES[ask](input, term, baseline);
      return value === null ? [] : [[ask, value] as const];
    }),
  );
}
