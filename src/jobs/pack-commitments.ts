import { catalogProviderOf } from '../catalog/provider-names.ts';
import type { MigrationFinding } from '../finding/migration-finding.ts';
import type { PackCommitment } from '../finding/negotiation-pack.ts';
import { attosOf, estimated, approximate, money, moneyJson, type MoneyJson } from '../money.ts';
import { commitments, type Commitment } from '../store/commitments.ts';
import type { Db } from '../store/db.ts';
import { addDays, isDay, monthsBetween } from '../time.ts';

const COMMITMENTS_A_PAGE = 1000;

/** Commitments to the provider that have not ended on the day of the estimate, in the order they end. */
export async function commitmentsOf(db: Db, provider: string, migration: MigrationFinding): Promise<PackCommitment[]> {
  const open = new Map(migration.commitments.map((one) => [one.commitmentId, one]));
  const rows = (await allCommitments(db)).filter(
    (row) => catalogProviderOf(row.serviceProviderName) === provider && isDay(row.periodEnd) && row.periodEnd > migration.asOf,
  );
  return rows.map((row) => {
    const known = open.get(row.contractCommitmentId);
    return {
      name: row.description === '' ? row.contractCommitmentId : row.description,
      category: /usage/i.test(row.category) ? 'Usage' : 'Spend',
      startsOn: isDay(row.periodStart) ? row.periodStart : null,
      // FOCUS ends a period with the first moment after it; people name its last day.
      endsOn: addDays(row.periodEnd, -1),
      monthly: known?.monthly ?? null,
      remaining: remainingOf(row, migration.asOf),
      group: known?.group ?? null,
      figureId: null,
    };
  });
}

/** The part of the cost that falls after the day, spread evenly; null where no cost in money is stated. */
function remainingOf({ cost, billingCurrency, periodStart, periodEnd }: Commitment, day: string): MoneyJson | null {
  const attos = cost === null ? null : attosOf(cost);
  if (attos === null || !isDay(periodStart)) return null;
  const left = monthsBetween(day > periodStart ? day : periodStart, periodEnd) / monthsBetween(periodStart, periodEnd);
  return moneyJson(estimated(approximate(money(attos, billingCurrency)) * left, billingCurrency));
}

async function allCommitments(db: Db): Promise<Commitment[]> {
  const found: Commitment[] = [];
  let cursor: string | undefined;
  do {
    const page: Awaited<ReturnType<typeof commitments>> = await commitments(db, { limit: COMMITMENTS_A_PAGE, cursor });
    found.push(...page.items);
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return found;
}
