import type { MigrationCoverage, MigrationRoute, UtilisationGrade } from '../../finding/migration-finding.ts';
import { byText } from './compute-item.ts';
import type { EstimateBase } from './estimate-base.ts';
import { mergedFilter, type FigureNotes } from './figure-notes.ts';
import { central } from './scenario-math.ts';
import { rounded, usdJson, usdText } from './usd.ts';
import { ROUTE_LABELS } from './workload-groups.ts';
import { MIGRATION_ASSUMPTION_IDS } from '../../catalog/migration-assumptions.ts';

interface Spend {
  readonly provider: string;
  readonly serviceName: string;
  readonly route: MigrationRoute;
  readonly monthlyEffective: number;
}

/** Routes whose spend the estimate can price at a destination. */
const ADDRESSABLE: readonly MigrationRoute[] = [
  'kubernetes-node',
  'serverless-container',
  'linux-vm-app',
  'linux-vm-pet',
  'windows-vm',
  'faas',
  'paas',
  'data-service',
  'follows',
  'object-storage',
];

const GRADES: readonly UtilisationGrade[] = ['A', 'B', 'C', 'D'];

/** What of the bill could be priced, by route, by name where not, and by how much is known of its use. Section 3.2. */
export function migrationCoverage(
  base: EstimateBase,
  notes: FigureNotes,
): { readonly coverage: MigrationCoverage; readonly figureId: string } {
  const { portfolio, assumptions } = base;
  const spends: Spend[] = [
    ...portfolio.items,
    ...portfolio.fixed,
    ...portfolio.unpriced.map((one) => ({ ...one, route: 'unpriced' as const })),
    ...portfolio.traffic.byProvider.map((one) => ({ ...one, serviceName: '', route: 'follows' as const })),
  ];
  const total = sum(spends);
  const priced = sum(spends.filter((one) => ADDRESSABLE.includes(one.route)));
  const share = total > 0 ? Math.min(1, Math.max(0, priced / total)) : 0;
  const figureId = notes.add({
    slug: 'coverage',
    label: 'Priced addressable share of the spend',
    value: { kind: 'percent', value: rounded(share * 100, 4) },
    formula: 'priced addressable spend / all spend',
    substituted: `${usdText(priced)} / ${usdText(total)} = ${rounded(share, 4)}`,
    filter: { range: base.input.window, where: {} },
    assumptions: ['coverage.headlineFrom'],
  });
  const coverage: MigrationCoverage = {
    share: rounded(share),
    headline: share < assumptions.number('coverage.headlineFrom') ? 'range' : 'point',
    total: usdJson(total),
    pricedAddressable: usdJson(priced),
    unpriced: usdJson(sum(portfolio.unpriced)),
    routes: routesOf(base, spends, notes),
    unpricedServices: unpricedServices(base),
    grades: gradesOf(base),
  };
  return { coverage, figureId };
}

const sum = (spends: readonly { readonly monthlyEffective: number }[]): number =>
  spends.reduce((total, one) => total + one.monthlyEffective, 0);

function routesOf(base: EstimateBase, spends: readonly Spend[], notes: FigureNotes): MigrationCoverage['routes'] {
  const routes = [...Map.groupBy(spends, (one) => one.route).entries()];
  return routes
    .sort(([a, one], [b, other]) => sum(other) - sum(one) || byText(a, b))
    .map(([route, list]) => {
      const items = base.portfolio.items.filter((item) => item.route === route);
      const id = MIGRATION_ASSUMPTION_IDS.find((known) => known === `movable.${route}`);
      const [first] = items;
      const known = first === undefined || route === 'follows' ? null : first.movable;
      const mid = rounded(followedShare(base, list));
      const figureId = notes.add({
        slug: `route.${route}`,
        label: `Spend a month, ${ROUTE_LABELS[route]}`,
        value: { kind: 'money', money: usdJson(sum(list)) },
        formula: 'effective cost of the window / its months',
        substituted: usdText(sum(list)),
        filter: items.length > 0 ? mergedFilter(items.map((item) => item.filter), base.input.window) : { range: base.input.window, where: {} }, // prettier-ignore
        assumptions: id === undefined ? [] : [id],
      });
      return {
        route,
        monthly: usdJson(sum(list)),
        movable: known ?? (route === 'follows' ? { low: mid, mid, high: mid } : { low: 0, mid: 0, high: 0 }),
        resources: items.length,
        figureId,
      };
    });
}

/** What follows moves with the workloads of its provider: the mean of their shares, by spend. */
function followedShare({ movable }: EstimateBase, spends: readonly Spend[]): number {
  const total = sum(spends);
  return total > 0 ? spends.reduce((all, one) => all + (one.monthlyEffective / total) * central(movable.following(one.provider)), 0) : 0;
}

function unpricedServices({ portfolio }: EstimateBase): MigrationCoverage['unpricedServices'] {
  const groups = Map.groupBy(portfolio.unpriced, (one) => JSON.stringify([one.provider, one.serviceName, one.reason]));
  return [...groups.values()]
    .flatMap((list) => {
      const [first] = list;
      return first === undefined ? [] : [{ first, monthly: sum(list) }];
    })
    .sort((a, b) => b.monthly - a.monthly || byText(a.first.serviceName, b.first.serviceName))
    .map(({ first, monthly }) => ({
      provider: first.provider,
      serviceName: first.serviceName,
      monthly: usdJson(monthly),
      reason: first.reason,
    }));
}

function gradesOf({ lots }: EstimateBase): MigrationCoverage['grades'] {
  const items = lots.flatMap((lot) => lot.items);
  return GRADES.map((grade) => {
    const list = items.filter(({ demand }) => demand.utilisation.grade === grade);
    return { grade, monthly: usdJson(sum(list)), workloads: list.length };
  });
}
