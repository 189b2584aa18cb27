import type { RunUnit } from '../focus/charge-chunk.ts';
import { COST_METRICS } from '../focus/columns.ts';
import { attosOf, exactText } from '../money.ts';
import { Problem } from '../problem.ts';
import type { FileCount, IngestWarning } from '../rollup/rollup.ts';
import type { Db } from '../store/db.ts';
import { accountsLeftBehind, periodsToReplace } from '../store/run-ledger.ts';
import { providersOfPeriod, saveControlTotals, storedTotals, type StoredTotal } from '../store/control-totals.ts';
import type { IngestRequest } from './ingest-deps.ts';
import type { PeriodResult, Reconciliation } from './ingest-result.ts';

export interface ReconciledRun {
  readonly periods: readonly PeriodResult[];
  readonly reconciliation: Readonly<Record<string, Reconciliation>>;
  readonly warnings: readonly IngestWarning[];
}

/**
 * Proves that what is stored is what was read, to the last digit, for every account, period,
 * currency and cost. Throws Problem reconciliation_failed or period_of_other_provider.
 */
export async function reconcileRun(
  db: Db,
  request: IngestRequest,
  { units, counts }: { readonly units: readonly RunUnit[]; readonly counts: readonly FileCount[] },
): Promise<ReconciledRun> {
  await saveControlTotals(db, request.runId, units);
  const stored = await storedTotals(db, request.runId);
  for (const unit of units) {
    for (const total of unit.totals) {
      const found = stored.find(
        (row) =>
          row.billingAccountId === unit.billingAccountId &&
          row.billingPeriod === unit.billingPeriod &&
          row.billingCurrency === total.billingCurrency,
      );
      const differing = COST_METRICS.find((metric) => (found?.attos[metric] ?? 0n) !== attosOf(total[metric]));
      if (differing === undefined && (found?.rowCount ?? 0) === total.rowCount) continue;
      const storedText = exactText(found?.attos[differing ?? 'billedCost'] ?? 0n);
      throw new Problem('reconciliation_failed', {
        detail: `${unit.billingAccountId} ${unit.billingPeriod} ${total.billingCurrency}: ${differing ?? 'row count'} read ${total[differing ?? 'billedCost']}, stored ${storedText}.`,
      });
    }
  }
  const replaced = await periodsToReplace(db, request.runId);
  await refuseForeignPeriods(db, units, replaced);
  return {
    periods: periodResults(units, replaced),
    reconciliation: reconciliationOf({ units, counts, stored }),
    warnings: [...shrunkPeriods(units, replaced), ...(await leftBehind(db, request.runId))],
  };
}

type Replaced = Awaited<ReturnType<typeof periodsToReplace>>;

const replacedBy = (unit: RunUnit, replaced: Replaced): Replaced[number] | undefined =>
  replaced.find((row) => row.billingAccountId === unit.billingAccountId && row.billingPeriod === unit.billingPeriod);

/** Two clouds whose bills carry the same account id (or none) must not overwrite each other. */
async function refuseForeignPeriods(db: Db, units: readonly RunUnit[], replaced: Replaced): Promise<void> {
  for (const unit of units) {
    const old = replacedBy(unit, replaced);
    if (old === undefined) continue;
    const before = (await providersOfPeriod(db, old.replacedPeriodId)).filter((name) => name !== '');
    const now = unit.serviceProviderNames.filter((name) => name !== '');
    if (before.length > 0 && now.length > 0 && !before.some((name) => now.includes(name))) {
      throw new Problem('period_of_other_provider', {
        detail: `Account ${unit.billingAccountId === '' ? '(none)' : unit.billingAccountId}, ${unit.billingPeriod} holds charges of ${before.join(', ')}; this delivery holds ${now.join(', ')}.`,
      });
    }
  }
}

const periodResults = (units: readonly RunUnit[], replaced: Replaced): PeriodResult[] =>
  units.flatMap((unit) =>
    unit.totals.map((total) => ({
      billingPeriod: unit.billingPeriod,
      billingAccountId: unit.billingAccountId,
      currency: total.billingCurrency,
      billedCost: exactText(attosOf(total.billedCost) ?? 0n),
      effectiveCost: exactText(attosOf(total.effectiveCost) ?? 0n),
      rows: total.rowCount,
      replacedRunId: replacedBy(unit, replaced)?.replacedRunId ?? null,
    })),
  );

interface ToReconcile {
  readonly units: readonly RunUnit[];
  readonly counts: readonly FileCount[];
  readonly stored: readonly StoredTotal[];
}

function reconciliationOf({ units, counts, stored }: ToReconcile): Record<string, Reconciliation> {
  const accepted = new Map<string, bigint>();
  const rejected = new Map<string, bigint>();
  const addTo = (sums: Map<string, bigint>, currency: string, text: string): void =>
    void sums.set(currency, (sums.get(currency) ?? 0n) + (attosOf(text) ?? 0n));
  for (const total of units.flatMap((unit) => unit.totals)) addTo(accepted, total.billingCurrency, total.billedCost);
  for (const [currency, text] of counts.flatMap((count) => count.rejectedBilled)) addTo(rejected, currency, text);
  const currencies = [...new Set([...accepted.keys(), ...rejected.keys()])].sort();
  return Object.fromEntries(
    currencies.map((currency) => {
      const refused = rejected.get(currency) ?? 0n;
      const read = (accepted.get(currency) ?? 0n) + refused;
      const kept = stored.filter((row) => row.billingCurrency === currency).reduce((sum, row) => sum + row.attos.billedCost, 0n);
      const difference = exactText(read - kept - refused);
      return [currency, { read: exactText(read), stored: exactText(kept), rejected: exactText(refused), difference }];
    }),
  );
}

const shrunkPeriods = (units: readonly RunUnit[], replaced: Replaced): IngestWarning[] =>
  units.flatMap((unit) => {
    const old = replacedBy(unit, replaced);
    if (old === undefined || unit.rowCount * 2 >= old.rowCount) return [];
    const detail = `${unit.billingAccountId} ${unit.billingPeriod}: ${unit.rowCount} rows replace ${old.rowCount}. Load all files of a period in one call.`;
    return [{ code: 'period_shrank', detail, rows: old.rowCount - unit.rowCount }];
  });

/** Accounts that the replaced run had in a period and this one has not: their old figures stay, and a person must know. */
const leftBehind = async (db: Db, runId: string): Promise<IngestWarning[]> =>
  (await accountsLeftBehind(db, runId)).map(({ billingAccountId, billingPeriod, rowCount }) => ({
    code: 'account_left_behind',
    detail: `${billingAccountId} ${billingPeriod} is not in this delivery but was in the one it replaces; its older figures stay published.`,
    rows: rowCount,
  }));
