/** A number of the negotiation model that is assumed, kept as a dated row so that reports can print it. */
export interface NegotiationConstant {
  readonly id: string;
  readonly value: number;
  readonly meaning: string;
  readonly source: string;
  readonly reviewedOn: string;
  readonly grade: 'S' | 'M' | 'A';
}

const assumed = (id: string, value: number, meaning: string): NegotiationConstant => ({
  id,
  value,
  meaning,
  source: 'Aweigh negotiation model 0.1',
  reviewedOn: '2026-11-24',
  grade: 'A',
});

const ROWS = {
  'probability.none': assumed('probability.none', 0.05, 'exit probability a vendor sees without evidence'),
  'probability.written_quote': assumed('probability.written_quote', 0.15, 'with a written quote of a rival'),
  'probability.proof_of_concept': assumed('probability.proof_of_concept', 0.35, 'with a proof of concept'),
  'probability.production_workload': assumed('probability.production_workload', 0.6, 'with a production workload elsewhere'),
  'probability.tenth_of_spend_elsewhere': assumed('probability.tenth_of_spend_elsewhere', 0.8, 'with a tenth of spend elsewhere'),
  'shown.none': assumed('shown.none', 0.05, 'how much of the threat is shown without evidence'),
  'shown.written_quote': assumed('shown.written_quote', 0.25, 'with a written quote of a rival'),
  'shown.proof_of_concept': assumed('shown.proof_of_concept', 0.5, 'with a proof of concept'),
  'shown.production_workload': assumed('shown.production_workload', 0.75, 'with a production workload elsewhere'),
  'shown.tenth_of_spend_elsewhere': assumed('shown.tenth_of_spend_elsewhere', 1, 'with a tenth of spend elsewhere'),
  timingYearEnd: assumed('timingYearEnd', 1, 'timing close before the fiscal year end of the vendor'),
  timingQuarterEnd: assumed('timingQuarterEnd', 0.8, 'timing close before another quarter end'),
  timingOther: assumed('timingOther', 0.6, 'timing on any other day'),
  yearEndDays: assumed('yearEndDays', 45, 'days before the fiscal year end that count as close'),
  quarterEndDays: assumed('quarterEndDays', 30, 'days before a quarter end that count as close'),
  vendorMargin: assumed('vendorMargin', 0.5, 'gross margin of the vendor where none is given; 0.35 to 0.65'),
  precedentCap: assumed('precedentCap', 0.05, 'points above the public high that one deal may set as precedent, where none is given'),
  contingency: assumed('contingency', 0.2, 'contingency on one-off cost where none is given; 75% of migrations run over budget'),
  commitFraction: assumed('commitFraction', 0.85, 'share of the forecast that is committed where none is given'),
  forecastSigma: assumed('forecastSigma', 0.15, 'relative error of the forecast where none is given'),
  horizonMonths: assumed('horizonMonths', 12, 'months within which an exit is credible where none are given'),
  weightCan: assumed('weightCan', 0.4, 'weight of Can in the leverage index'),
  weightWould: assumed('weightWould', 0.25, 'weight of Would in the leverage index'),
  weightShown: assumed('weightShown', 0.25, 'weight of Shown in the leverage index'),
  weightTiming: assumed('weightTiming', 0.1, 'weight of Timing in the leverage index'),
  leverageFloor: assumed('leverageFloor', 0.05, 'least value of Can and of Would'),
  targetShare: assumed('targetShare', 0.5, 'least share of the room between floor and ceiling to aim for'),
  settlementShare: assumed('settlementShare', 0.75, 'share of the leverage that a settlement realises'),
  openingShare: assumed('openingShare', 0.5, 'opening above target as a share of target less walk-away'),
  openingStep: assumed('openingStep', 0.03, 'least opening above target'),
  openingCeiling: assumed('openingCeiling', 1.25, 'the most an opening asks, as a multiple of the vendor ceiling'),
  concessionRatio: assumed('concessionRatio', 0.5, 'each concession as a share of the one before'),
  concessionSteps: assumed('concessionSteps', 4, 'concessions from opening to target'),
  exitReadyFrom: assumed('exitReadyFrom', 60, 'leverage index from which one negotiates with the exit ready'),
  buildFrom: assumed('buildFrom', 30, 'leverage index from which one negotiates and builds; below it one buys time'),
} as const satisfies Record<string, NegotiationConstant>;

export type NegotiationConstantId = keyof typeof ROWS;

/** The value of one constant. */
export const negotiationConstant = (id: NegotiationConstantId): number => ROWS[id].value;

/** The row of one constant, for evidence. */
export const negotiationConstantRow = (id: NegotiationConstantId): NegotiationConstant => ROWS[id];
