import { asc, eq } from 'drizzle-orm';
import type { CommitmentTerm } from '../focus/spend-line.ts';
import type { Db } from './db.ts';
import { commitment } from './ledger-tables.ts';

/** Published contract commitments with their dates, in a stable order. */
export async function commitmentTerms(db: Db): Promise<CommitmentTerm[]> {
  const rows = await db
    .select({
      contractCommitmentId: commitment.contractCommitmentId,
      serviceProviderName: commitment.serviceProviderName,
      periodStart: commitment.periodStart,
      periodEnd: commitment.periodEnd,
      cost: commitment.cost,
      billingCurrency: commitment.billingCurrency,
    })
    .from(commitment)
    .where(eq(commitment.state, 'published'))
    .orderBy(asc(commitment.contractCommitmentId), asc(commitment.periodStart), asc(commitment.id));
  return rows;
}
