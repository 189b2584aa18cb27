import { catalogVersion } from '../../catalog/catalog-rows.ts';
import { lockInConstant } from '../../catalog/lock-in-constants.ts';
import { assumptionOf } from './figure-list.ts';
import type { LockInFinding } from '../../finding/lock-in-finding.ts';
import { lockInGaps } from './lock-in-gaps.ts';
import { LOCK_IN_MODEL_VERSION, type LockInInput } from './lock-in-input.ts';
import { lockInSummary } from './lock-in-summary.ts';
import { mobileSpends, moves } from './negotiator-view.ts';
import { serviceLockIn } from './service-lock-in.ts';
import { portfolioScope, providerScopes, subAccountScopes } from './summary-scopes.ts';
import { workbench, type Workbench } from './workbench.ts';

/**
 * Which part of the bill could leave, and what holds the rest: service scores, locked shares, exit index, effort,
 * mobile spend and cheapest moves, each with its evidence. Pure; scores and shares run from 0 to 100.
 */
export function analyzeLockIn(input: LockInInput): LockInFinding {
  const bench = workbench(input);
  const { bill, main, pools, figures, locked, weights, situations } = bench;
  const deps = { figures, locked, weights, currency: main.currency, window: input.window, months: input.months };
  const groups = [...bench.groups, ...bench.otherGroups];
  const portfolio = lockInSummary(deps, portfolioScope(bench));
  return {
    modelVersion: LOCK_IN_MODEL_VERSION,
    snapshotHash: input.snapshotHash,
    asOf: input.asOf,
    window: { from: input.window?.from ?? '', to: input.window?.to ?? '', months: input.months },
    currency: main.currency,
    portfolio,
    providers: providerScopes(bench).map(({ provider, scope }) => ({ provider, ...lockInSummary(deps, scope) })),
    subAccounts: subAccountScopes(bench).map(({ provider, subAccountId, scope }) => ({
      provider,
      subAccountId,
      ...lockInSummary(deps, scope),
    })),
    services: groups.map((group) => serviceLockIn(figures, group, input.window)),
    mobileSpend: mobileSpends(bench),
    cheapestMoves: moves(bench),
    catalogue: catalogVersion(),
    assumptions: assumptionsOf(bench),
    gaps: lockInGaps({ input, bill, pools, groups, provisional: portfolio.provisional, situations }),
    figures: figures.figures,
  };
}

const NAMED_CONSTANTS = [
  'reachFactor',
  'priorCap',
  'unknownFloor',
  'billEvidence',
  'effortExponent',
  'coordination',
  'platformLikely',
] as const;

/** The judgements that weigh most, and what was given or looked up for this finding. */
function assumptionsOf({ input, main }: Workbench): LockInFinding['assumptions'] {
  const team = assumptionOf('teamSize');
  const given = { ...team, value: `${input.teamSize}: given with the question`, grade: 'A' } as const;
  const rates = main.ratesUsed.map((rate) => ({
    id: `rate.${rate.baseCurrency}.${rate.quoteCurrency}`,
    value: `1 ${rate.baseCurrency} = ${rate.rate} ${rate.quoteCurrency}`,
    grade: 'S' as const,
    source: rate.source,
    asOf: rate.date,
  }));
  return [input.teamSize === lockInConstant('teamSize') ? team : given, ...NAMED_CONSTANTS.map(assumptionOf), ...rates];
}
