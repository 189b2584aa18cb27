import type { ClauseId } from '../focus/contract.ts';

/** In what a clause is measured: a fraction 0 to 1, days, months, or money of the contract; null where a yes or no says it all. */
export type ClauseUnit = 'share' | 'days' | 'months' | 'money' | null;

export interface ContractClause {
  readonly label: string;
  /** Answered yes, no or unknown. */
  readonly question: string;
  readonly unit: ClauseUnit;
  /** Why it moves what the agreement is worth. */
  readonly why: string;
}

const clause = (label: string, unit: ClauseUnit, { question, why }: Pick<ContractClause, 'question' | 'why'>): ContractClause => ({
  label,
  question,
  unit,
  why,
});

/** The clauses to ask about, reviewed 2026-11-23: what a form, a report and docs/contracts.md say of each. */
export const CONTRACT_CLAUSES: Readonly<Record<ClauseId, ContractClause>> = {
  yearlyCommitment: clause('Yearly commitment', null, {
    question: 'Is the promise met year by year, rather than over the whole term?',
    why: 'A yearly promise turns one weak year into a payment; a total one lets years make up for each other.',
  }),
  ramp: clause('Ramp', 'share', {
    question: 'Does the commitment rise each year by a fixed rate?',
    why: 'A ramp is growth that was promised before it happened.',
  }),
  growthCondition: clause('Growth condition', 'share', {
    question: 'Does the discount hang on spend that grows, or may not fall?',
    why: 'It takes the discount away in the year in which you cut waste.',
  }),
  eligibleServices: clause('Eligible services', 'share', {
    question: 'Is there a list of services, or exclusions, to which the discount applies?',
    why: 'The discount is worth headline times eligible share, not the headline.',
  }),
  marketplaceDrawdown: clause('Marketplace drawdown', 'share', {
    question: 'Do marketplace purchases retire the commitment, up to a cap?',
    why: 'A higher cap lowers the expected shortfall at no cost to the vendor’s price.',
  }),
  shortfallPayment: clause('Shortfall is paid', 'share', {
    question: 'Is the difference paid when spend stays below the commitment?',
    why: 'The price of signing at all: the model’s rho.',
  }),
  shortfallCredit: clause('Shortfall becomes credit', 'share', {
    question: 'Does a shortfall that was paid come back as credit?',
    why: 'Turns most of the penalty into prepaid spend.',
  }),
  shortfallRollover: clause('Shortfall rolls over', 'share', {
    question: 'May a part of the shortfall move to a later year?',
    why: 'The cheapest protection to ask for; 15% has been granted.',
  }),
  shortfallCap: clause('Shortfall cap', 'money', {
    question: 'Is the shortfall payment capped?',
    why: 'Bounds the worst case.',
  }),
  carryForward: clause('Carry-forward of over-spend', 'share', {
    question: 'Does spend above the commitment count towards the next year?',
    why: 'Without it, a good year does not help a weak one.',
  }),
  reductionRight: clause('Right to reduce', 'share', {
    question: 'May the commitment be lowered by a share each year?',
    why: 'Worth the fall in expected shortfall.',
  }),
  reductionOnDivestiture: clause('Reduction on divestiture', null, {
    question: 'Does the commitment fall when a part of the company is sold?',
    why: 'Otherwise the seller pays for spend that left with the buyer.',
  }),
  reductionOnPriceCut: clause('Reduction on price cuts', null, {
    question: 'Does the commitment fall when the vendor cuts its list prices?',
    why: 'Otherwise each price cut makes the commitment harder to meet.',
  }),
  overageDiscount: clause('Discount on overage', 'share', {
    question: 'Does the discount also apply above the commitment?',
    why: 'A list-price overage doubles the cost of a pool that drains early.',
  }),
  listPriceProtection: clause('List-price protection', 'share', {
    question: 'Is the list price, or its rise, fixed for the term?',
    why: 'A percent off list protects nothing when list rises. The number is the largest rise a year.',
  }),
  newServices: clause('New services', null, {
    question: 'Are services launched later included?',
    why: 'Keeps the eligible share from shrinking.',
  }),
  serviceSpecificRates: clause('Service-specific rates', 'share', {
    question: 'Are there rates of their own for named services?',
    why: 'Worth more than points on the whole bill where one service dominates.',
  }),
  supportPlan: clause('Support plan', 'share', {
    question: 'Is a paid support plan a condition? The number is its rate.',
    why: 'A demanded plan can take back most of an entry-level discount.',
  }),
  supportFloor: clause('Support floor', 'money', {
    question: 'Is there a smallest support fee a month?',
    why: 'A floor makes small bills pay the rate of large ones.',
  }),
  supportDowngrade: clause('Right to downgrade support', null, {
    question: 'May the support plan be lowered during the term?',
    why: 'Keeps the fee in step with need.',
  }),
  credits: clause('Credits', 'money', {
    question: 'Are credits granted? The amount is their face value.',
    why: 'Worth face times the chance of use.',
  }),
  creditExpiry: clause('Credit expiry', 'months', {
    question: 'Do credits lapse? The number is after how many months.',
    why: 'Credits that lapse before the work starts are worth nothing.',
  }),
  creditBurnRule: clause('Credit burn rule', null, {
    question: 'Is it laid down which charges credits pay, and how fast?',
    why: 'A burn rule can push credits onto spend that was discounted anyway.',
  }),
  creditClawback: clause('Credit clawback', null, {
    question: 'Are credits taken back when the agreement ends early?',
    why: 'Adds to the cost of leaving.',
  }),
  migrationFunding: clause('Migration funding', 'money', {
    question: 'Is there money for migration, bound to milestones?',
    why: 'Counts only as far as the milestones will be met.',
  }),
  egressRate: clause('Egress rate', 'money', {
    question: 'Is there a rate of its own for data transfer out, per GB?',
    why: 'Lowers the price of leaving and of running two clouds.',
  }),
  egressWaiverOnExit: clause('Egress waived on exit', null, {
    question: 'Is egress waived when workloads leave, also for a partial exit?',
    why: 'Public waivers need a full exit; this clause closes the gap.',
  }),
  egressParallelUse: clause('Egress of parallel use', null, {
    question: 'Is traffic to another cloud free or at cost while both are used?',
    why: 'Decides what a multi-cloud design costs.',
  }),
  terminationAssistance: clause('Termination assistance', 'months', {
    question: 'Does the vendor help with leaving? The number is for how many months.',
    why: 'Shortens the double run.',
  }),
  dataReturnWindow: clause('Data return window', 'days', {
    question: 'Is there time to fetch data after the end? The number is in days.',
    why: 'The EU Data Act asks for at least 30 days.',
  }),
  affiliates: clause('Affiliates', null, {
    question: 'Do affiliates buy under the agreement?',
    why: 'Their spend retires the commitment.',
  }),
  acquisitions: clause('Acquisitions', null, {
    question: 'Does spend of companies bought later count?',
    why: 'Their spend retires the commitment, and moves out of their own agreement.',
  }),
  divestitureSplit: clause('Divestiture split', null, {
    question: 'May the agreement be split when a part of the company is sold?',
    why: 'Without it the part that leaves pays list price from day one.',
  }),
  auditRights: clause('Audit rights', null, {
    question: 'May the vendor audit use?',
    why: 'A cost and a risk where licences are involved.',
  }),
  reportRights: clause('Report rights', 'days', {
    question: 'Must the vendor report drawdown and eligible spend?',
    why: 'Without reports a shortfall is seen when it is due. The number is how many days after month end.',
  }),
  autoRenewal: clause('Automatic renewal', null, {
    question: 'Does the agreement renew by itself?',
    why: 'Takes away the date on which you may leave.',
  }),
  priceHoldOver: clause('Price hold-over', 'days', {
    question: 'Do prices go on after the end? The number is in days; 90 is a fair ask.',
    why: 'Takes the cliff out of a late renewal.',
  }),
  renewalNotice: clause('Renewal notice', 'days', {
    question: 'Is notice needed to end or renew? The number is in days.',
    why: 'The real deadline of the negotiation.',
  }),
  publicity: clause('Publicity', null, {
    question: 'May the vendor name you, or must you give a reference?',
    why: 'Something you give; it belongs in the trade.',
  }),
  mostFavoured: clause('Most favoured customer', null, {
    question: 'Is a price no worse than that of comparable customers promised?',
    why: 'Rare; worth asking for at renewal.',
  }),
  benchmarkClause: clause('Benchmark clause', null, {
    question: 'May prices be compared by a third party and adjusted?',
    why: 'Keeps a long term in step with the market.',
  }),
  governingLaw: clause('Governing law', null, {
    question: 'Is the governing law one you chose? Name it in the note.',
    why: 'Decides which rights the law adds.',
  }),
  confidentiality: clause('Confidentiality', null, {
    question: 'Are the terms confidential?',
    why: 'Decides what may be shown to rivals and pooled as a benchmark.',
  }),
  aiCapacity: clause('AI and GPU capacity', null, {
    question: 'Are capacity and terms of AI and GPU services settled apart from the discount?',
    why: 'Scarce services are not discounted; capacity is what is negotiated.',
  }),
};
