import type { DestinationEstimate, MigrationFinding } from '../../finding/migration-finding.ts';
import { askedTargets, type AskedTargets } from './asked-targets.ts';
import { migrationCoverage } from './coverage.ts';
import { destinationCapacity, type DestinationQuestion } from './destination-draws.ts';
import { destinationNumbers, type NumbersDeps } from './destination-numbers.ts';
import { destinationOutcome, platformKind, type DestinationOutcome, type OutcomeDeps } from './destination-outcome.ts';
import { estimateBase, type EstimateBase, type EstimateQuestion } from './estimate-base.ts';
import { figureNotes } from './figure-notes.ts';
import { inPlace, type InPlace } from './in-place.ts';
import { measureNext } from './measure-next.ts';
import { migrationBaseline } from './migration-baseline.ts';
import { migrationGaps } from './migration-gaps.ts';
import { MIGRATION_MODEL_VERSION } from './migration-input.ts';
import { openTerms } from './open-commitments.ts';
import { openCommitments } from './commitment-groups.ts';
import type { PackedPlace } from './packed-place.ts';
import { destinationPlace, isBareMetal } from './place.ts';
import { rankedInputs, strongestInputs } from './sensitivity.ts';
import { stayBaseline } from './stay-baseline.ts';
import { shownAssumptions } from './shown-assumptions.ts';
import { quantilesOf, CURRENCY } from './usd.ts';
import { barFilters } from './waterfall.ts';
import { workloadGroups } from './workload-groups.ts';

type Asked = AskedTargets['active'][number];

interface Answer {
  readonly asked: Asked;
  readonly outcome: DestinationOutcome | null;
  readonly reason: string | null;
}

/** The estimate of a portfolio that is already read. Migration model 0.1, section 3. */
export function estimateMigration(question: EstimateQuestion): MigrationFinding {
  const { input, prices, assumptions } = question;
  const base = estimateBase(question);
  const own = inPlace(base);
  const stay = stayBaseline(base, own);
  const terms = openTerms(input);
  const { active, historic } = askedTargets(input.targets);
  const deps: AnswerDeps = { base, stay, terms, own, packings: new Map(), outcomes: new Map() };
  const answers = active.map((asked) => answerOf(deps, asked));
  const notes = figureNotes(input.snapshotHash, assumptions);
  const numbers: NumbersDeps = { base, stay, notes, ranked: rankedInputs(base.inputs.inputs()), filters: barFilters(base) };
  const ordered = byValue(answers);
  const [best] = ordered.flatMap(({ outcome }) => outcome ?? []);
  const { coverage, figureId } = migrationCoverage(base, notes);
  const groups = best === undefined ? [] : workloadGroups({ base, stay, notes }, best);
  return {
    modelVersion: MIGRATION_MODEL_VERSION,
    snapshotHash: input.snapshotHash,
    asOf: input.asOf,
    window: { from: input.window?.from ?? '', to: input.window?.to ?? '', months: input.months },
    currency: CURRENCY,
    horizonMonths: assumptions.number('money.horizon'),
    today: migrationBaseline({ base, stay, notes, coverageFigure: figureId }),
    coverage,
    groups,
    commitments: openCommitments(terms, groups, input.lines),
    destinations: ordered.map((answer) => destinationEstimate(numbers, answer)),
    historic,
    measureNext: best === undefined ? [] : measureNext(base, strongestInputs(numbers.ranked, best.npv)),
    priceBook: { version: prices.version, oldestAsOf: prices.oldestAsOf, newestAsOf: prices.newestAsOf },
    assumptions: shownAssumptions(assumptions, question.portfolio.ratesUsed),
    gaps: migrationGaps(base, { terms, own }),
    figures: notes.figures,
  };
}

interface AnswerDeps extends OutcomeDeps {
  readonly own: InPlace;
  readonly packings: Map<string, PackedPlace | null>;
  /** Outcomes by all they depend on: distributions on the same machines differ in name alone. */
  readonly outcomes: Map<string, DestinationOutcome>;
}

function answerOf(deps: AnswerDeps, asked: Asked): Answer {
  const { base, packings, outcomes } = deps;
  const { destination, target } = asked;
  if (destination === null) return { asked, outcome: null, reason: `no prices are known for ${target.name}` };
  const place = destinationPlace(base.prices, destination, base.homes);
  if (place === null)
    return {
      asked,
      outcome: null,
      reason: `the price book holds no machines of ${destination.nodeProvider}; import some with aweigh prices import`,
    };
  const fees = [...place.fees.platform, ...place.fees.network].map((fee) => fee.key);
  const key = [place.provider, place.region, place.platform, isBareMetal(target.id), platformKind(destination), ...fees].join('|');
  const known = outcomes.get(key) ?? outcomeOf(deps, { destination, place, packings });
  if (known === null)
    return {
      asked,
      outcome: null,
      reason: `the price book holds no machines of ${destination.nodeProvider} that take what is on the bill; import some with aweigh prices import`,
    };
  outcomes.set(key, known);
  return { asked, outcome: { ...known, capacity: { ...known.capacity, destination, place } }, reason: null };
}

function outcomeOf(deps: AnswerDeps, question: DestinationQuestion): DestinationOutcome | null {
  const capacity = destinationCapacity(deps.base, deps.own, question);
  return capacity === null ? null : destinationOutcome(deps, capacity);
}

/** The best first by P50 of the net present value; without prices last, by name. */
function byValue(answers: readonly Answer[]): Answer[] {
  const valued = answers.map((answer) => ({ answer, npv: answer.outcome === null ? null : quantilesOf(answer.outcome.npv).p50 }));
  return valued
    .sort((a, b) => {
      if (a.npv !== null && b.npv !== null && a.npv !== b.npv) return b.npv - a.npv;
      if ((a.npv === null) !== (b.npv === null)) return a.npv === null ? 1 : -1;
      return a.answer.asked.target.name < b.answer.asked.target.name ? -1 : 1;
    })
    .map(({ answer }) => answer);
}

function destinationEstimate(deps: NumbersDeps, { asked, outcome, reason }: Answer): DestinationEstimate {
  const { target, destination } = asked;
  const place = outcome?.capacity.place;
  return {
    targetId: target.id,
    name: target.name,
    provider: destination?.nodeProvider ?? target.vendor,
    platform: destination?.platform ?? '',
    region: place?.region ?? '',
    flags: place === undefined ? [] : flagsOf(deps.base, outcome),
    status: outcome === null ? 'no-prices' : 'estimated',
    reason,
    estimate: outcome === null ? null : destinationNumbers(deps, outcome),
  };
}

function flagsOf({ assumptions }: EstimateBase, outcome: DestinationOutcome | null): string[] {
  if (outcome === null) return [];
  const { place, packed, storage } = outcome.capacity;
  const years = assumptions.number('purchase.commitYears');
  const missing = Object.values(storage).some(({ key }) => key === null);
  return [
    ...place.flags,
    ...(packed.ratios.assumed ? ['commitment and spot prices are assumed shares of on demand'] : []),
    ...(years > 0 && packed.ratios.commit === 1 ? ['no commitment prices are published: bought on demand'] : []),
    ...(missing ? ['storage prices of a large cloud stand in for missing ones'] : []),
  ];
}
