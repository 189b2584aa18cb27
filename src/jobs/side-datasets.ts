import { attosOf, exactText } from '../money.ts';
import type { DescribedFile, ReadTable, Rejection, TableRows } from '../rollup/rollup.ts';
import type { CommitmentRow, InvoiceDetailRow, PeriodStatusRow, SideRows } from '../store/side-rows.ts';
import { isDay } from '../time.ts';

export interface SideDelivery extends SideRows {
  readonly counts: readonly { readonly path: string; readonly rowsRead: number; readonly rowsRejected: number }[];
  readonly rejections: readonly Rejection[];
}

type Cells = Readonly<Record<string, string>>;
type Read<Row> = (cells: Cells) => Row | { readonly column: string; readonly cell: string };

/** Reads Contract Commitment, Billing Period and Invoice Detail files; a row with an unreadable date or amount is rejected by name. */
export async function readSideDatasets(readTable: ReadTable, files: readonly DescribedFile[]): Promise<SideDelivery> {
  const commitments: CommitmentRow[] = [];
  const periodStatuses: PeriodStatusRow[] = [];
  const invoiceDetails: InvoiceDetailRow[] = [];
  const counts: SideDelivery['counts'][number][] = [];
  const rejections: Rejection[] = [];
  for (const file of files) {
    const table = await readTable(file);
    const bad = [...table.rejections];
    if (file.dataset === 'ContractCommitment') collect(file, table, { read: commitmentOf, into: commitments, bad });
    if (file.dataset === 'BillingPeriod') collect(file, table, { read: periodStatusOf, into: periodStatuses, bad });
    if (file.dataset === 'InvoiceDetail') collect(file, table, { read: invoiceDetailOf, into: invoiceDetails, bad });
    counts.push({ path: file.path, rowsRead: table.rows.length + table.rejections.length, rowsRejected: bad.length });
    rejections.push(...bad);
  }
  return { commitments, periodStatuses, invoiceDetails, counts, rejections };
}

interface Collection<Row> {
  readonly read: Read<Row>;
  readonly into: Row[];
  readonly bad: Rejection[];
}

function collect<Row extends object>(file: DescribedFile, { rows, lines }: TableRows, { read, into, bad }: Collection<Row>): void {
  rows.forEach((cells, index) => {
    const row = read(cells);
    if (!('cell' in row && 'column' in row)) {
      into.push(row);
      return;
    }
    const { column, cell } = row as { column: string; cell: string };
    const code = /(Cost|Quantity|Percentage)$/.test(column) ? 'row_cost_invalid' : 'row_date_invalid';
    bad.push({
      path: file.path,
      line: lines[index] ?? null,
      column,
      code,
      detail: `${column} is ${JSON.stringify(cell)}; expected ${code === 'row_cost_invalid' ? 'a decimal number' : 'an ISO 8601 date'}.`,
      raw: JSON.stringify(cells).slice(0, 2_000),
    });
  });
}

const text = (cells: Cells, name: string): string => cells[name] ?? '';

/** The day of an ISO date-time, or '' for none; null when there is text that is no date. */
function dayIn(cells: Cells, name: string): string | null {
  const written = text(cells, name);
  if (written === '') return '';
  const day = written.slice(0, 10);
  return isDay(day) ? day : null;
}

function decimalIn(cells: Cells, name: string): string | null | undefined {
  const written = text(cells, name);
  if (written === '') return null;
  const attos = attosOf(written);
  return attos === null ? undefined : exactText(attos);
}

function commitmentOf(cells: Cells): ReturnType<Read<CommitmentRow>> {
  const days = ['ContractCommitmentPeriodStart', 'ContractCommitmentPeriodEnd', 'ContractPeriodStart', 'ContractPeriodEnd'].map((name) => ({
    name,
    day: dayIn(cells, name),
  }));
  const badDay = days.find(({ day }) => day === null);
  if (badDay !== undefined) return { column: badDay.name, cell: text(cells, badDay.name) };
  const [periodStart, periodEnd, contractStart, contractEnd] = days.map(({ day }) => day ?? '');
  const decimals = ['ContractCommitmentCost', 'ContractCommitmentQuantity', 'ContractCommitmentDiscountPercentage'].map((name) => ({
    name,
    value: decimalIn(cells, name),
  }));
  const badDecimal = decimals.find(({ value }) => value === undefined);
  if (badDecimal !== undefined) return { column: badDecimal.name, cell: text(cells, badDecimal.name) };
  const [cost = null, quantity = null, discountPercentage = null] = decimals.map(({ value }) => value);
  return {
    contractCommitmentId: text(cells, 'ContractCommitmentId'),
    contractId: text(cells, 'ContractId'),
    serviceProviderName: text(cells, 'ServiceProviderName'),
    invoiceIssuerName: text(cells, 'InvoiceIssuerName'),
    category: text(cells, 'ContractCommitmentCategory'),
    type: text(cells, 'ContractCommitmentType'),
    description: text(cells, 'ContractCommitmentDescription'),
    lifecycleStatus: text(cells, 'ContractCommitmentLifecycleStatus'),
    paymentModel: text(cells, 'ContractCommitmentPaymentModel'),
    periodStart: periodStart ?? '',
    periodEnd: periodEnd ?? '',
    contractStart: contractStart ?? '',
    contractEnd: contractEnd ?? '',
    cost,
    quantity,
    unit: text(cells, 'ContractCommitmentUnit'),
    discountPercentage,
    billingCurrency: text(cells, 'BillingCurrency').toUpperCase(),
  };
}

function periodStatusOf(cells: Cells): ReturnType<Read<PeriodStatusRow>> {
  const start = dayIn(cells, 'BillingPeriodStart');
  if (start === null || start === '') return { column: 'BillingPeriodStart', cell: text(cells, 'BillingPeriodStart') };
  return {
    invoiceIssuerName: text(cells, 'InvoiceIssuerName'),
    billingPeriod: start.slice(0, 7),
    status: text(cells, 'BillingPeriodStatus'),
    lastUpdated: text(cells, 'BillingPeriodLastUpdated'),
  };
}

function invoiceDetailOf(cells: Cells): ReturnType<Read<InvoiceDetailRow>> {
  const start = dayIn(cells, 'BillingPeriodStart');
  if (start === null) return { column: 'BillingPeriodStart', cell: text(cells, 'BillingPeriodStart') };
  const billedCost = decimalIn(cells, 'BilledCost');
  if (billedCost === undefined || billedCost === null) return { column: 'BilledCost', cell: text(cells, 'BilledCost') };
  return {
    invoiceDetailId: text(cells, 'InvoiceDetailId'),
    invoiceId: text(cells, 'InvoiceId'),
    invoiceIssuerName: text(cells, 'InvoiceIssuerName'),
    billingAccountId: text(cells, 'BillingAccountId'),
    billingPeriod: start.slice(0, 7),
    chargeCategory: text(cells, 'ChargeCategory'),
    grain: text(cells, 'InvoiceDetailGrain'),
    billingCurrency: text(cells, 'BillingCurrency').toUpperCase(),
    billedCost,
    issueStatus: text(cells, 'InvoiceIssueStatus'),
    issueDate: text(cells, 'InvoiceIssueDate').slice(0, 10),
    paymentDueDate: text(cells, 'PaymentDueDate').slice(0, 10),
  };
}
