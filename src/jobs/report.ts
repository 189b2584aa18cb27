import { analyzeSpend, lastCoveredDay } from '../analysis/spend/analyze-spend.ts';
import type { EndingCommitment, SpendFinding } from '../finding/spend-finding.ts';
import type { CostDimension } from '../focus/filter.ts';
import { attosOf, money } from '../money.ts';
import { Problem } from '../problem.ts';
import type { OrderedKind, ReportDress, ReportEdition, ReportLanguage, ReportModel } from '../reports/model.ts';
import { REPORTS } from '../reports/registry.ts';
import { renderHtml } from '../reports/render/html.ts';
import { renderJson } from '../reports/render/json.ts';
import { renderMarkdown } from '../reports/render/markdown.ts';
import { printFiles, type PrintFiles } from '../reports/render/print-data.ts';
import { commitments } from '../store/commitments.ts';
import { costs } from '../store/costs.ts';
import { deliveriesOfRuns } from '../store/runs.ts';
import { addDays, addMonths, firstDayOf, isBillingPeriod, isDay, type DayRange } from '../time.ts';
import { canonicalText, type FindingDeps } from './kept-finding.ts';
import { lockInFor } from './lock-in-for.ts';
import { DEFAULT_MIGRATION_QUESTION, migrationFor } from './migration-for.ts';
import { negotiationPackFor } from './negotiation-pack.ts';
import type { CaseOverrides } from './case-overrides.ts';
import { vendorViewOf } from './vendor-view.ts';

export const REPORT_FORMATS = ['pdf', 'html', 'md', 'json'] as const;
export type ReportFormat = (typeof REPORT_FORMATS)[number];

export interface ReportDeps extends FindingDeps {
  /** Turns the files of the print template into a PDF. Throws Problem report_failed. */
  readonly printPdf: (files: PrintFiles) => Promise<Uint8Array>;
}

export interface ReportOrder {
  readonly kind: OrderedKind;
  readonly edition: ReportEdition;
  readonly format: ReportFormat;
  /** English where it is not stated. */
  readonly language?: ReportLanguage | undefined;
  /** The name of the vendor, for the kinds that deal with one. */
  readonly vendor?: string | undefined;
  /** Who buys, as it shall stand on a negotiation pack. */
  readonly customer?: string | null | undefined;
  /** Fields of the negotiation case in the place of derived ones. */
  readonly overrides?: CaseOverrides | undefined;
}

export interface MadeReport {
  readonly fileName: string;
  readonly snapshotHash: string;
  readonly body: Uint8Array;
}

/** A year to compare with, the month it is compared to, and the month that still runs. */
const MONTHS_SHOWN = 14;
const COMMITMENTS_A_PAGE = 1000;

/**
 * One report from the published bills; the same bills, catalogue and model give the same bytes.
 * Throws Problem no_data, report_edition_unavailable, report_language_unavailable, report_vendor_missing or report_failed.
 */
export async function makeReport(deps: ReportDeps, order: ReportOrder): Promise<MadeReport> {
  const { edition, format } = order;
  const language = order.language ?? 'en';
  checkOrder(order, language);
  const model = await modelOf(deps, order, { edition, language });
  return { fileName: fileNameOf(order, model.asOf), snapshotHash: model.snapshotHash, body: await render(deps, model, format) };
}

/** What goes to a vendor is named for what it is to them, and hints at nothing else. */
function fileNameOf({ kind, edition, format, vendor }: ReportOrder, asOf: string | null): string {
  const date = asOf === null ? '' : `-${asOf}`;
  if (edition === 'vendor') return `proposal${date}.${format}`;
  const about = REPORTS[kind].ofVendor ? `-${(vendor ?? '').toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')}` : '';
  return `aweigh-${kind}${about}${date}.${format}`;
}

function checkOrder({ kind, edition, vendor }: ReportOrder, language: ReportLanguage): void {
  const { editions, languages, ofVendor } = REPORTS[kind];
  if (!editions.includes(edition)) {
    throw new Problem('report_edition_unavailable', {
      detail: `The ${kind} report has no ${edition} edition; it has: ${editions.join(', ')}.`,
    });
  }
  if (!languages.includes(language)) {
    throw new Problem('report_language_unavailable', {
      detail: `The ${kind} report is not written in ${language}; it is in: ${languages.join(', ')}.`,
    });
  }
  if (ofVendor && (vendor ?? '') === '') {
    throw new Problem('report_vendor_missing', { detail: `The ${kind} report deals with one vendor; none was named.` });
  }
}

async function modelOf(deps: ReportDeps, order: ReportOrder, dress: ReportDress): Promise<ReportModel> {
  switch (order.kind) {
    case 'lock-in':
      return REPORTS[order.kind].build({ finding: await lockInFor(deps, { asOf: null }) }, dress);
    case 'migration':
      return REPORTS[order.kind].build({ finding: await migrationFor(deps, DEFAULT_MIGRATION_QUESTION) }, dress);
    case 'negotiation': {
      const { vendor = '', customer = null, overrides = {} } = order;
      const pack = await negotiationPackFor(deps, { vendor, customer, overrides, asOf: null });
      return REPORTS[order.kind].build(dress.edition === 'vendor' ? { view: await vendorViewOf(deps, pack) } : { pack }, dress);
    }
    case 'spend': {
      const finding = await spendFinding(deps);
      return REPORTS[order.kind].build({ finding, snapshotHash: await deps.sha256(canonicalText(finding)) }, dress);
    }
  }
}

async function render({ printPdf }: ReportDeps, model: ReportModel, format: ReportFormat): Promise<Uint8Array> {
  if (format === 'pdf') return printPdf(printFiles(model));
  const text = format === 'html' ? renderHtml(model) : format === 'md' ? renderMarkdown(model) : renderJson(model);
  return new TextEncoder().encode(text);
}

/** Spend of the last months as billed, with what it rests on. */
async function spendFinding(deps: ReportDeps): Promise<SpendFinding> {
  const { db } = deps.store;
  const range = await lastMonths(deps);
  const ask = (groupBy: readonly CostDimension[]): ReturnType<typeof costs> =>
    costs(db, { range, groupBy, metric: 'billedCost', where: {} });
  const services = await ask(['month', 'serviceProviderName', 'serviceCategory', 'serviceName']);
  if (services.groups.length === 0) throw new Problem('no_data', { detail: 'No charges are published in this database.' });
  const days = await ask(['day']);
  const deliveries = await deliveriesOfRuns(db, services.runIds);
  return analyzeSpend({
    metric: 'billedCost',
    services,
    subAccounts: await ask(['serviceProviderName', 'subAccountId']),
    chargeCategories: await ask(['chargeCategory']),
    lastDay: lastCoveredDay(days.groups.map((group) => group.key['day'] ?? '')),
    commitments: await allCommitments(deps),
    deliveries: deliveries.map(({ path, format, sha256, rowsRead, rowsAccepted, rowsRejected }) => ({
      path: path.split(/[\\/]/).at(-1) ?? path,
      format,
      sha256,
      rowsRead,
      rowsAccepted,
      rowsRejected,
    })),
  });
}

/** Everything, or the last months where there is more than a report can compare. */
async function lastMonths({ store }: ReportDeps): Promise<DayRange | null> {
  const answer = await costs(store.db, { range: null, groupBy: ['month'], metric: 'billedCost', where: {} });
  const months = answer.groups.map((group) => group.key['month'] ?? '').filter((month) => isBillingPeriod(month));
  const last = months.reduce((latest, month) => (month > latest ? month : latest), '');
  if (last === '') return null;
  const from = addMonths(last, 1 - MONTHS_SHOWN);
  return months.some((month) => month < from) ? { from: firstDayOf(from), to: firstDayOf(addMonths(last, 1)) } : null;
}

/** Commitments as the report takes them. FOCUS ends a period with the first moment after it; people name its last day. */
async function allCommitments({ store }: ReportDeps): Promise<EndingCommitment[]> {
  const found: EndingCommitment[] = [];
  let cursor: string | undefined;
  do {
    const page: Awaited<ReturnType<typeof commitments>> = await commitments(store.db, { limit: COMMITMENTS_A_PAGE, cursor });
    for (const row of page.items) {
      if (!isDay(row.periodEnd)) continue;
      const cost = row.cost === null ? null : attosOf(row.cost);
      found.push({
        provider: row.serviceProviderName,
        contractId: row.contractId,
        commitmentId: row.contractCommitmentId,
        category: row.category,
        description: row.description,
        endsOn: addDays(row.periodEnd, -1),
        cost: cost === null ? null : money(cost, row.billingCurrency),
      });
    }
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return found;
}
