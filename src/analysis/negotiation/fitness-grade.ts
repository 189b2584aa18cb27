import type { Fitness, FitnessGrade, SpendBand } from '../../finding/derived-case.ts';
import type { EvidenceLevel } from '../../finding/negotiation-case.ts';

export interface FitnessInput {
  /** Share of billed spend that the catalogue classifies, 0 to 1. */
  readonly classifiedShare: number;
  /** Largest relative difference between bill and invoices; null when no invoice was loaded. */
  readonly invoiceGap: number | null;
  /** Months of bills. */
  readonly months: number;
  /** A contract was entered, or the bill carries contract commitments. */
  readonly hasContract: boolean;
  /** The owner of the contract confirmed its commitments. */
  readonly commitmentsConfirmed: boolean;
  readonly evidence: EvidenceLevel;
}

interface Condition {
  readonly holds: boolean;
  readonly reason: string;
}

/** Whether the data is fit to negotiate on; conditions from the negotiation model, section 7 (fitness grade). */
export function fitnessOf(input: FitnessInput): Fitness {
  const levels: readonly [FitnessGrade, readonly Condition[]][] = [
    ['A', conditionsOfA(input)],
    ['B', [{ holds: input.classifiedShare >= 0.85, reason: 'less than 85% of the billed spend is classified' }]],
    [
      'C',
      [
        { holds: input.classifiedShare >= 0.7, reason: 'less than 70% of the billed spend is classified' },
        { holds: input.hasContract, reason: 'no contract was entered and the bill carries no contract commitment' },
      ],
    ],
  ];
  let reasons: readonly string[] = [];
  let grade: FitnessGrade = 'A';
  // From the lowest gate up: the first that fails decides, and its reasons are what to mend next.
  for (const [level, conditions] of [...levels].reverse()) {
    const failed = conditions.filter(({ holds }) => !holds);
    if (failed.length === 0) continue;
    reasons = failed.map(({ reason }) => reason);
    grade = level === 'A' ? 'B' : level === 'B' ? 'C' : 'D';
    break;
  }
  return { grade, reasons };
}

function conditionsOfA(input: FitnessInput): Condition[] {
  const { invoiceGap, evidence } = input;
  return [
    { holds: input.classifiedShare >= 0.95, reason: 'less than 95% of the billed spend is classified' },
    { holds: invoiceGap !== null, reason: 'no invoice was loaded to reconcile the bill with' },
    { holds: invoiceGap === null || invoiceGap <= 0.005, reason: 'bill and invoices differ by more than half a percent' },
    { holds: input.months >= 12, reason: 'fewer than twelve months of bills' },
    { holds: input.commitmentsConfirmed, reason: 'the commitments are not confirmed by the owner of the contract' },
    { holds: evidence !== 'none', reason: 'the prices of rivals are public list prices, not written quotes' },
  ];
}

const BARGAINING_FROM = 100_000;
const CAPTURED_FROM = 1_000_000;

/** The spend band of a monthly bill in US dollars; negotiation model, section 6. */
export function spendBandOf(monthlyUsd: number): SpendBand {
  if (monthlyUsd < BARGAINING_FROM) return 'self-service';
  return monthlyUsd > CAPTURED_FROM ? 'captured-unless-proven' : 'bargaining';
}
