import { priceBook } from '../src/catalog/price-book.ts';
import { estimateMigration } from '../src/analysis/migration/estimate-migration.ts';
import { resolveAssumptions } from '../src/catalog/migration-assumptions.ts';
import { machine, migrationInput, portfolio } from '../test/analysis/migration/sample-portfolio.ts';
import { quantile } from './statistics.ts';
import { barLine, table } from './table.ts';

const SIZES = [100, 2_000, 20_000];
/** Targets that do not share their machines with another: as many packings. */
const TARGETS = ['eks', 'gke', 'aks', 'oke', 'iks', 'hetzner', 'doks', 'lke', 'openshift', 'rosa', 'aro', 'roks', 'openshift-dedicated', 'kops', 'vks', 'talos', 'k3s', 'rancher', 'kubeadm-metal', 'okd']; // prettier-ignore
const BAR = { workloads: 2_000, seconds: 3 };

/** Half of the machines measured, each in its own way; half of which nothing is known. */
const fleet = (size: number) =>
  portfolio(
    Array.from({ length: size }, (_, index) => {
      const share = ((index * 7919) % 1000) / 1000;
      const measured = {
        grade: 'A',
        cpuMean: 0.1,
        cpuP95: 0.1 + 0.7 * share,
        memoryMax: 0.2 + 0.6 * (1 - share),
        networkIdle: false,
        source: 'benchmark',
      } as const;
      const vcpu = 2 ** (1 + (index % 4));
      return machine(`vm-${index}`, index % 2 === 0 ? { vcpu, memoryGib: vcpu * 4, utilisation: measured } : { vcpu, memoryGib: vcpu * 4 });
    }),
  );

/** `npm run bench -- --parts migration`: the whole estimate, 2,000 draws at 20 destinations, at three sizes of the fleet. */
export function measureMigration(runs: number): void {
  const prices = priceBook();
  const resolution = resolveAssumptions({});
  if (!resolution.ok) return;
  const rows = SIZES.map((size) => {
    const question = { input: migrationInput({ targets: TARGETS }), portfolio: fleet(size), prices, assumptions: resolution.assumptions };
    const seconds = Array.from({ length: runs }, () => {
      const before = performance.now();
      estimateMigration(question);
      return (performance.now() - before) / 1000;
    });
    return { size, seconds: quantile(seconds, 0.5) };
  });
  table(
    ['workloads', 'destinations', 'draws', 'seconds'],
    rows.map(({ size, seconds }) => [`${size}`, `${TARGETS.length}`, '2000', seconds.toFixed(2)]),
  );
  const measured = rows.find(({ size }) => size === BAR.workloads)?.seconds ?? 0;
  barLine({ name: `estimate of ${BAR.workloads} workloads, seconds`, measured, bar: BAR.seconds, sense: 'at most' });
}
