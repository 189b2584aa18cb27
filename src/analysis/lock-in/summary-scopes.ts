import type { SituationFacets } from './exit-index.ts';
import { quotient } from './fraction-scale.ts';
import type { SummaryScope } from './lock-in-summary.ts';
import { serviceGroups } from './service-groups.ts';
import type { Workbench } from './workbench.ts';
import { NO_WORKLOAD_COUNTS } from './workloads.ts';

const NOTHING_KNOWN: SituationFacets = { commitment: null, egress: null, skills: null };

/** The whole bill. Its situational facets are the providers', weighted by spend; unknown only where all are. */
export function portfolioScope(bench: Workbench): SummaryScope {
  const { situations, groups } = bench;
  const weights = Object.entries(situations).map(([provider, facets]) => ({
    facets,
    spend: groups.filter((group) => group.provider === provider).reduce((sum, group) => sum + group.spend, 0n),
  }));
  const all = weights.reduce((sum, { spend }) => sum + spend, 0n);
  const weighted = (facet: 'commitment' | 'egress'): number | null => {
    const known = weights.filter(({ facets }) => facets[facet] !== null);
    return known.length === 0 ? null : known.reduce((sum, { facets, spend }) => sum + (facets[facet] ?? 0) * quotient(spend, all), 0);
  };
  return {
    slug: 'portfolio',
    label: 'portfolio',
    where: {},
    cells: bench.main.cells,
    groups,
    allCells: bench.bill.cells,
    unscored: bench.bill.unscored,
    situation: { commitment: weighted('commitment'), egress: weighted('egress'), skills: bench.input.situation.skillsGap },
    needsPlatform: bench.needsPlatform,
  };
}

/** One scope a provider, in the order of their names. */
export function providerScopes(bench: Workbench): { readonly provider: string; readonly scope: SummaryScope }[] {
  return Object.entries(bench.situations).map(([provider, situation]) => ({
    provider,
    scope: {
      slug: `provider.${provider}`,
      label: provider || 'unnamed provider',
      where: { serviceProviderName: bench.billNames[provider] ?? [] },
      cells: bench.main.cells.filter(({ cell }) => cell.provider === provider),
      groups: bench.groups.filter((group) => group.provider === provider),
      allCells: bench.bill.cells.filter((cell) => cell.provider === provider),
      unscored: bench.bill.unscored.filter((part) => part.provider === provider),
      situation,
      needsPlatform: bench.needsPlatform,
    },
  }));
}

/** One scope a sub account of a provider; effort without a platform of its own. */
export function subAccountScopes(
  bench: Workbench,
): { readonly provider: string; readonly subAccountId: string; readonly scope: SummaryScope }[] {
  const { bill, main, locked, situations } = bench;
  const accounts = new Map([...bill.cells, ...bill.unscored].map((part) => [keyOf(part), part] as const));
  const weighted = Map.groupBy(main.cells, ({ cell }) => keyOf(cell));
  const cells = Map.groupBy(bill.cells, keyOf);
  const unscored = Map.groupBy(bill.unscored, keyOf);
  return [...accounts]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, { provider, subAccountId }]) => ({
      provider,
      subAccountId,
      scope: {
        slug: `account.${provider}.${subAccountId}`,
        label: subAccountId || 'charges without a sub account',
        where: { serviceProviderName: bench.billNames[provider] ?? [], subAccountId: [subAccountId] },
        cells: weighted.get(key) ?? [],
        groups: serviceGroups(weighted.get(key) ?? [], { locked, workloads: NO_WORKLOAD_COUNTS, currency: main.currency }),
        allCells: cells.get(key) ?? [],
        unscored: unscored.get(key) ?? [],
        situation: situations[provider] ?? NOTHING_KNOWN,
        needsPlatform: false,
      },
    }));
}

const keyOf = (part: { readonly provider: string; readonly subAccountId: string }): string =>
  JSON.stringify([part.provider, part.subAccountId]);
