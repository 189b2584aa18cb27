import { attosFromParts, attosOf, exactText } from '../money.ts';
import type { IngestWarning } from '../rollup/rollup.ts';
import type { Db } from '../store/db.ts';
import { invoicesOfRun } from '../store/side-rows.ts';

const CENT = 10n ** 16n;

/** Invoices whose details and charges differ by a cent or more. */
export async function invoiceWarnings(db: Db, runId: string): Promise<IngestWarning[]> {
  const invoices = await invoicesOfRun(db, runId);
  return invoices.flatMap((invoice) => {
    const invoiced = invoice.invoiced.reduce((sum, text) => sum + (attosOf(text) ?? 0n), 0n);
    const charged = attosFromParts(BigInt(invoice.chargedNanos), 0n);
    const gap = invoiced - charged;
    if (gap < CENT && gap > -CENT) return [];
    const place = `Invoice ${invoice.invoiceId === '' ? '(no id)' : invoice.invoiceId}, account ${invoice.billingAccountId}, ${invoice.billingPeriod}`;
    return [
      {
        code: 'invoice_differs',
        detail: `${place}: invoiced ${exactText(invoiced)}, charged ${exactText(charged)} ${invoice.billingCurrency}.`,
        rows: 0,
      },
    ];
  });
}
