import type { DestinationNumbers, MigrationRoute, WorkloadGroup } from '../../finding/migration-finding.ts';
import { isStorageItem } from './compute-item.ts';
import type { DestinationOutcome } from './destination-outcome.ts';
import type { EstimateBase } from './estimate-base.ts';
import { movedDataGb, movedGb } from './exit-egress.ts';
import { followedGroup } from './followed-group.ts';
import { mergedFilter, type FigureNotes } from './figure-notes.ts';
import { central } from './scenario-math.ts';
import type { StayBaseline } from './stay-baseline.ts';
import { quantilesOf, rounded, usdJson, usdText } from './usd.ts';

export const ROUTE_LABELS: Readonly<Record<MigrationRoute, string>> = {
  'kubernetes-node': 'Kubernetes nodes',
  'serverless-container': 'serverless containers',
  'linux-vm-app': 'application machines',
  'linux-vm-pet': 'hand-kept machines',
  'windows-vm': 'Windows machines',
  faas: 'functions',
  paas: 'application platforms',
  'data-service': 'data services',
  redesign: 'databases to redesign',
  'not-addressable': 'not addressable',
  follows: 'disks and snapshots',
  'object-storage': 'object storage',
  'not-movable': 'not movable',
  unpriced: 'unpriced',
};

const SHARE_STEPS = 1e6;

const groupName = ({ provider, route }: { readonly provider: string; readonly route: MigrationRoute }): string =>
  `${provider} ${ROUTE_LABELS[route]}`;

interface GroupDeps {
  readonly base: EstimateBase;
  readonly stay: StayBaseline;
  readonly notes: FigureNotes;
}

/** The movable groups as the reference destination sees them: spend and effort do not depend on it, save for data that stays. */
export function workloadGroups({ base, stay, notes }: GroupDeps, outcome: DestinationOutcome): WorkloadGroup[] {
  const stored = base.homes.reduce((sum, { provider }) => sum + movedGb(base, provider, outcome.capacity.choices), 0);
  return outcome.groups.map((group): WorkloadGroup => {
    const { provider, route } = group;
    const items = base.portfolio.items.filter((item) => item.provider === provider && item.route === route);
    const effort = outcome.effort.groups.find((one) => one.provider === provider && one.route === route);
    const wave = outcome.schedule.waves.find((one) => one.provider === provider && one.route === route);
    const list = stay.incumbents.find((one) => one.provider === provider)?.list;
    const monthly = central(group.before);
    const name = groupName(group);
    const held = items.filter(isStorageItem).reduce((sum, { demand }) => sum + demand.gb, 0);
    const ofData = route === 'data-service' ? movedDataGb(outcome.capacity.choices, provider) : 0;
    const share = central(route === 'follows' ? base.movable.following(provider) : base.movable.ofRoute(route));
    return {
      name,
      provider,
      route,
      monthly: usdJson(monthly),
      monthlyList: list === undefined || list.knownShare === 0 ? null : usdJson(monthly * list.ratio),
      workloads: items.length,
      effortWeeks: {
        low: rounded(effort?.range.low ?? 0, 3),
        likely: rounded(effort?.range.likely ?? 0, 3),
        high: rounded(effort?.range.high ?? 0, 3),
      },
      cutoverMonth: Math.max(1, Math.ceil(wave === undefined ? 1 : central(wave.until) - 1e-9)),
      // Rounded down, so that the shares of all groups never come to more than one.
      dataShare: stored > 0 ? Math.floor(Math.min(1, ((held + ofData) * share) / stored) * SHARE_STEPS) / SHARE_STEPS : 0,
      serviceNames: [...new Set(items.map((item) => item.serviceName))].sort(),
      requires: followedGroup(group, outcome.groups).map(groupName),
      figureId: notes.add({
        slug: `group.${name}`,
        label: `Movable spend a month, ${name}`,
        value: { kind: 'money', money: usdJson(monthly) },
        formula: 'movable share x spend after in-place optimisation',
        substituted: `${rounded(share, 4)} of ${items.length} workloads = ${usdText(monthly)}`,
        filter: mergedFilter(items.map((item) => item.filter), base.input.window), // prettier-ignore
        assumptions: [],
      }),
    };
  });
}

/** Cost at the destination over cost where it is, both of the movable part, by group. */
export function groupRatios(outcome: DestinationOutcome, notes: FigureNotes): DestinationNumbers['groupRatios'] {
  const { targetId } = outcome.capacity.destination;
  return outcome.groups.map((group) => {
    const name = groupName(group);
    const ratio = group.after.map((after, at) => ((group.before[at] ?? 0) > 1e-9 ? after / (group.before[at] ?? 1) : 1));
    const { p10, p50, p90 } = quantilesOf(ratio);
    const point = rounded(central(ratio));
    const figureId = notes.add({
      slug: `${targetId}.ratio.${name}`,
      label: `Cost at ${targetId} over cost today, ${name}`,
      value: { kind: 'number', value: point, unit: 'ratio' },
      formula: 'cost of the movable part at the destination / the same after in-place optimisation',
      substituted: `${usdText(central(group.after))} / ${usdText(central(group.before))} = ${point}`,
      catalogRows: outcome.capacity.packed.machines.map(({ price }) => price.key).sort(),
    });
    return { group: name, point, p10: rounded(p10), p50: rounded(p50), p90: rounded(p90), figureId };
  });
}
