import { exactText } from '../money.ts';
import type { IngestWarning } from '../rollup/rollup.ts';
import type { Db } from '../store/db.ts';
import { invoiceComparisons } from '../store/invoices.ts';
import { invoiceSums } from './invoice-sums.ts';

const CENT = 10n ** 16n;

/** Invoices whose details and charges differ by a cent or more. */
export async function invoiceWarnings(db: Db, runId: string): Promise<IngestWarning[]> {
  const invoices = await invoiceComparisons(db, runId);
  return invoices.flatMap((invoice) => {
    const { invoiced, charged } = invoiceSums(invoice);
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
