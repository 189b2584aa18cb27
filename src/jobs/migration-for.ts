import { estimateMigration } from '../analysis/migration/estimate-migration.ts';
import type { AssumptionOverrides } from '../analysis/migration/migration-assumptions.ts';
import { MIGRATION_MODEL_VERSION, type MigrationInput } from '../analysis/migration/migration-input.ts';
import { portfolioOf } from '../analysis/migration/portfolio-of.ts';
import { catalogTargets, catalogVersion } from '../catalog/catalog-rows.ts';
import { resolveAssumptions, type ResolvedAssumptions } from '../catalog/migration-assumptions.ts';
import { catalogProviderOf } from '../catalog/provider-names.ts';
import type { CatalogProvider } from '../catalog/service-row.ts';
import type { MigrationFinding } from '../finding/migration-finding.ts';
import { Problem } from '../problem.ts';
import { commitmentTerms } from '../store/commitment-terms.ts';
import type { Db } from '../store/db.ts';
import { ratesUpTo } from '../store/rates-up-to.ts';
import { runRateWindow, type RunRateWindow } from '../store/run-rate-window.ts';
import { usageLines } from '../store/usage-lines.ts';
import { utilisation } from '../store/utilisation.ts';
import { dayOf, type Day } from '../time.ts';
import { currentPrices } from './import-prices.ts';
import { keptFinding, sorted, type FindingDeps } from './kept-finding.ts';

export interface MigrationQuestion {
  /** The day the estimate is made for; null is the latest published charge day. */
  readonly asOf: Day | null;
  /** Incumbents whose spend may move, by their key in the catalogue; null is all of them. */
  readonly providers: readonly CatalogProvider[] | null;
  /** Ids of migration targets; null is every active destination. */
  readonly targets: readonly string[] | null;
  /** Assumptions in the place of their defaults. */
  readonly overrides: AssumptionOverrides;
  /** Of the random draws; the same seed gives the same answer. */
  readonly seed: number;
}

export const DEFAULT_MIGRATION_QUESTION: MigrationQuestion = { asOf: null, providers: null, targets: null, overrides: {}, seed: 1 };

/**
 * What the workloads of the published bills would cost at each destination: the stored finding where data, prices,
 * assumptions and model are the same, otherwise computed and stored.
 * Throws Problem no_data, target_unknown or assumption_invalid.
 */
export async function migrationFor(deps: FindingDeps, question: MigrationQuestion): Promise<MigrationFinding> {
  const { db } = deps.store;
  requireTargets(question.targets);
  const assumptions = assumptionsOf(question.overrides);
  const { window, ...input } = await migrationInput(db, question, dayOf(deps.clock()));
  const prices = await currentPrices(db);
  return keptFinding(deps, {
    kind: 'migration',
    modelVersion: MIGRATION_MODEL_VERSION,
    catalogVersion: `${catalogVersion().version} ${prices.version}`,
    input: { ...input, window, assumptions: assumptions.rows },
    isFinding: isMigrationFinding,
    compute: (snapshotHash) => {
      const whole = { ...input, window: window.range, snapshotHash };
      const finding = estimateMigration({ input: whole, portfolio: portfolioOf(whole, prices, assumptions), prices, assumptions });
      return { ...finding, gaps: [...finding.gaps, ...outsideGaps(window)] };
    },
  });
}

/** Ids are lower case; people write GKE and Tectonic. */
const plainId = (id: string): string => id.trim().toLowerCase();

function requireTargets(targets: readonly string[] | null): void {
  const known = new Set(catalogTargets().map(({ id }) => id));
  const unknown = (targets ?? []).filter((id) => !known.has(plainId(id)));
  if (unknown.length === 0) return;
  throw new Problem('target_unknown', { detail: `No migration target has the id ${unknown.map((id) => `"${id}"`).join(', ')}.` });
}

/** The assumptions of a question. Throws Problem assumption_invalid. */
function assumptionsOf(overrides: AssumptionOverrides): ResolvedAssumptions {
  const resolution = resolveAssumptions(overrides);
  if (resolution.ok) return resolution.assumptions;
  const { errors } = resolution;
  throw new Problem('assumption_invalid', { detail: errors.map(({ field, detail }) => `${field} ${detail}`).join('; '), errors });
}

async function migrationInput(
  db: Db,
  question: MigrationQuestion,
  today: Day,
): Promise<Omit<MigrationInput, 'snapshotHash' | 'window'> & { readonly window: RunRateWindow }> {
  const { asOf, providers, overrides, seed } = question;
  const targets = question.targets?.map(plainId) ?? null;
  const window = await runRateWindow(db, asOf, today);
  if (window === null) {
    throw new Problem('no_data', {
      detail: asOf === null ? 'No charges are published in this database.' : `No charges are published up to ${asOf}.`,
    });
  }
  const isAsked = (name: string): boolean => {
    const provider = catalogProviderOf(name);
    return providers === null || (provider !== null && providers.includes(provider));
  };
  const lines = await usageLines(db, window.range);
  const commitments = await commitmentTerms(db);
  return {
    asOf: window.asOf,
    window,
    months: window.months,
    lines: sorted(lines.filter((line) => isAsked(line.serviceProviderName))),
    utilisation: sorted(await utilisation(db)),
    commitments: sorted(commitments.filter((term) => isAsked(term.serviceProviderName))),
    rates: await ratesUpTo(db, window.asOf),
    targets,
    overrides,
    seed,
  };
}

const outsideGaps = ({ providersOutside }: RunRateWindow): MigrationFinding['gaps'] =>
  providersOutside.length === 0
    ? []
    : [{ code: 'provider_outside_window', detail: `No charges fall into the months of the estimate: ${providersOutside.join(', ')}.` }];

const isMigrationFinding = (value: unknown): value is MigrationFinding =>
  typeof value === 'object' && value !== null && 'destinations' in value && 'figures' in value;
