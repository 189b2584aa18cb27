import { CONTRACT_CLAUSES } from './contract-clauses.ts';
import type { ClauseAnswer, ClauseId } from '../focus/contract.ts';

/** A clause to ask a vendor for, in words that may be shown to it, with a public precedent where one is known. */
interface RequestedClause {
  readonly clause: ClauseId;
  readonly request: string;
  readonly precedent: string | null;
  /** Where the precedent was read; null without one. */
  readonly source: string | null;
  readonly grade: 'S' | 'M' | 'A';
  readonly reviewedOn: string;
}

const asked = (clause: ClauseId, request: string, found: Pick<RequestedClause, 'precedent' | 'source' | 'grade'>): RequestedClause => ({
  clause,
  request,
  ...found,
  reviewedOn: '2026-11-24',
});

const WITHOUT = { precedent: null, source: null, grade: 'A' } as const;

/** Clauses that protect a customer and cost a vendor little of its price; those the agreement grants already are left out. */
const REQUESTED: readonly RequestedClause[] = [
  asked('shortfallRollover', 'A part of a shortfall moves to the following year instead of being paid.', {
    precedent: 'A large customer of Google Cloud may move a part of its yearly commitment forward.',
    source: 'Snap Inc., annual filing with the US Securities and Exchange Commission',
    grade: 'S',
  }),
  asked('listPriceProtection', 'List prices of the services in use do not rise during the term.', WITHOUT),
  asked('reductionOnDivestiture', 'The commitment falls with a part of the business that is sold.', WITHOUT),
  asked('supportDowngrade', 'The support plan may be lowered at each anniversary.', WITHOUT),
  asked('egressWaiverOnExit', 'Traffic of data that leaves at the end, in part or in whole, is free of charge.', {
    precedent: 'Switching charges are barred in the European Union from 12 January 2027.',
    source: 'Regulation (EU) 2023/2854, Article 29',
    grade: 'S',
  }),
  asked('dataReturnWindow', 'Data stays retrievable after the end of the agreement.', {
    precedent: 'The European Union asks for at least thirty days.',
    source: 'Regulation (EU) 2023/2854, Article 25',
    grade: 'S',
  }),
  asked('priceHoldOver', 'Prices hold for a quarter after the term while a renewal is negotiated.', WITHOUT),
];

/** The clauses still to ask for, given what an agreement answers to each; all of them without an agreement. */
export const clausesToRequest = (
  answers: Readonly<Record<ClauseId, ClauseAnswer>> | null,
): readonly { readonly label: string; readonly request: string; readonly precedent: string | null; readonly source: string | null }[] =>
  REQUESTED.filter(({ clause }) => answers?.[clause].answer !== 'yes').map(({ clause, request, precedent, source }) => ({
    label: CONTRACT_CLAUSES[clause].label,
    request,
    precedent,
    source,
  }));
