import { catalogProviderOf } from '../catalog/provider-names.ts';
import { attosFromParts, attosOf, money, ratio } from '../money.ts';
import type { Db } from '../store/db.ts';
import { invoiceComparisons, type InvoiceComparison } from '../store/invoices.ts';

/** Both sides of an invoice in attos. */
export const invoiceSums = ({ invoiced, chargedNanos }: InvoiceComparison): { readonly invoiced: bigint; readonly charged: bigint } => ({
  invoiced: invoiced.reduce((sum, text) => sum + (attosOf(text) ?? 0n), 0n),
  charged: attosFromParts(BigInt(chargedNanos), 0n),
});

/**
 * How far bill and invoices of a provider are apart: the sum of absolute differences over the sum invoiced, of the
 * currency in which most is invoiced. Null when no invoice of the provider was loaded.
 */
export async function invoiceGapOf(db: Db, provider: string): Promise<number | null> {
  const invoices = await invoiceComparisons(db, null);
  const sums = new Map<string, { gap: bigint; invoiced: bigint }>();
  for (const invoice of invoices) {
    if (catalogProviderOf(invoice.invoiceIssuerName) !== provider) continue;
    const { invoiced, charged } = invoiceSums(invoice);
    const sum = sums.get(invoice.billingCurrency) ?? { gap: 0n, invoiced: 0n };
    sums.set(invoice.billingCurrency, { gap: sum.gap + absolute(invoiced - charged), invoiced: sum.invoiced + absolute(invoiced) });
  }
  const [largest] = [...sums.values()].toSorted((a, b) => (a.invoiced > b.invoiced ? -1 : 1));
  return largest === undefined ? null : ratio(money(largest.gap, ''), money(largest.invoiced, ''));
}

const absolute = (attos: bigint): bigint => (attos < 0n ? -attos : attos);
