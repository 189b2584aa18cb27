import { money, attosOf, add, zero } from '../money.ts';
import { addDays } from '../time.ts';
import type { VendorView } from '../finding/vendor-view.ts';
import { left } from './cells.ts';
import { dayName } from './date-text.ts';
import { createFigureBook } from './figure-book.ts';
import { findingFigures } from './finding-figures.ts';
import { name, words, type ReportLanguage, type ReportModel, type Section, type Table, type Text } from './model.ts';
import { phrasesFor } from './phrases/phrases-for.ts';
import { viewShare, type ProposalContext } from './proposal-context.ts';
import { proposalPackages } from './proposal-packages.ts';
import { proposalSpend } from './proposal-spend.ts';

/**
 * The vendor edition of the negotiation pack, from a view that holds nothing a vendor may not learn. It leads with how
 * portable we are, not with what we need; it has no attachment and names no model.
 */
export function proposalReport(view: VendorView, language: ReportLanguage): ReportModel {
  const { shared: say, units } = phrasesFor(language).negotiation;
  const total = view.spend.months.reduce(
    (sum, { amount }) => add(sum, money(attosOf(amount.amount) ?? 0n, view.currency)),
    zero(view.currency),
  );
  const book = createFigureBook([total], language);
  const context: ProposalContext = { view, book, figure: findingFigures([], book, 'proposal'), language, say, units };
  const period = words`${dayName(view.window.from, language)} – ${dayName(addDays(view.window.to, -1), language)}`;
  const sections = [
    portabilitySection(context),
    proposalSpend(context, total),
    proposalPackages(context),
    clauseSection(context),
    ...dateSection(context),
    questionSection(context),
    coverageSection(context, period),
  ];
  return {
    schema: 'aweigh-report-1',
    kind: 'negotiation',
    edition: 'vendor',
    language,
    vendor: view.vendor,
    title: say.title,
    subtitle: say.subtitle(name(view.vendor)),
    scope: words`${period} · ${name(view.currency)}`,
    asOf: view.asOf,
    snapshotHash: view.snapshotHash,
    cover: [
      ...(view.customer === null ? [] : [{ label: say.parties.customer, text: [name(view.customer)] }]),
      { label: say.parties.vendor, text: [name(view.vendor)] },
      { label: say.parties.period, text: period },
      { label: say.parties.currency, text: [name(view.currency)] },
      { label: say.parties.dataAsOf, text: [dayName(view.asOf, language)] },
    ],
    sections,
    assumptions: [],
    figures: book.figures(),
  };
}

function portabilitySection(context: ProposalContext): Section {
  const { view, say, language } = context;
  const { openShare, milestones, proofs } = view.portability;
  const table: Table = {
    kind: 'table',
    caption: [say.portability.milestones],
    columns: [left([say.portability.heads.what], 4), left([say.portability.heads.on], 2)],
    rows: milestones.map((one) => ({ cells: [{ text: [name(one.name)] }, { text: [dayName(one.on, language)] }] })),
  };
  return {
    id: 'portability',
    kicker: say.portability.kicker,
    title: openShare === null ? [say.portability.titleOpen] : say.portability.title(viewShare(context, 'portability.openShare', openShare)),
    blocks: [
      ...(openShare === null ? [] : [{ kind: 'paragraph' as const, text: [say.portability.basis] }]),
      ...(proofs.length === 0
        ? []
        : [
            { kind: 'heading' as const, text: [say.portability.proofs] },
            { kind: 'bullets' as const, items: proofs.map((proof): Text => [name(proof)]) },
          ]),
      ...(milestones.length === 0 ? [{ kind: 'paragraph' as const, text: [say.portability.none] }] : [table]),
    ],
    newPage: true,
  };
}

function clauseSection({ view, say }: ProposalContext): Section {
  const { heads } = say.clauses;
  const table: Table = {
    kind: 'table',
    caption: [say.clauses.caption],
    columns: [left([heads.clause], 2), left([heads.request], 4), left([heads.precedent], 3)],
    rows: view.clauses.map(({ label, request, precedent, source }) => ({
      cells: [
        { text: [name(label)] },
        { text: [name(request)] },
        precedent === null
          ? { text: [say.clauses.none], tone: 'quiet' as const }
          : { text: [name(precedent)], ...(source === null ? {} : { sub: [name(source)] }) },
      ],
    })),
  };
  return {
    id: 'clauses',
    kicker: say.clauses.kicker,
    title: [say.clauses.title],
    blocks: view.clauses.length === 0 ? [{ kind: 'paragraph', text: [say.clauses.nothing] }] : [table],
    newPage: false,
  };
}

/** No page where no date is fixed. */
function dateSection({ view, say, language }: ProposalContext): Section[] {
  const { heads } = say.dates;
  const { agreementEnd, plannedSignature, legalDates } = view.calendar;
  const rows = [
    ...(plannedSignature === null ? [] : [{ on: plannedSignature, what: [say.dates.signature], detail: [] }]),
    ...(agreementEnd === null ? [] : [{ on: agreementEnd, what: [say.dates.agreementEnd], detail: [] }]),
    ...legalDates.map(({ subject, on, text }) => ({ on, what: [name(subject)], detail: [name(text)] })),
  ].toSorted((a, b) => (a.on < b.on ? -1 : 1));
  if (rows.length === 0) return [];
  const table: Table = {
    kind: 'table',
    caption: [say.dates.caption],
    columns: [left([heads.on], 1.5), left([heads.what], 2.5), left([heads.detail], 5)],
    rows: rows.map(({ on, what, detail }) => ({ cells: [{ text: [dayName(on, language)] }, { text: what }, { text: detail }] })),
  };
  return [{ id: 'dates', kicker: say.dates.kicker, title: [say.dates.title], blocks: [table], newPage: false }];
}

function questionSection({ view, say }: ProposalContext): Section {
  const items = [
    ...say.questions.standard.map((question): Text => [question]),
    ...view.questions.map((question): Text => [name(question)]),
  ];
  return {
    id: 'questions',
    kicker: say.questions.kicker,
    title: [say.questions.title],
    blocks: [{ kind: 'bullets', items }],
    newPage: false,
  };
}

function coverageSection(context: ProposalContext, period: Text): Section {
  const { view, say } = context;
  const { accountsInScope, classifiedShare, invoicesCompared } = view.coverage;
  const accounts = context.figure(undefined, {
    id: 'coverage.accounts',
    label: 'Accounts in scope',
    value: { kind: 'number', value: accountsInScope, unit: '' },
    formula: 'count',
  });
  const rows: readonly (readonly [string, Text])[] = [
    [say.coverage.period, period],
    [say.coverage.accounts, [accounts]],
    [say.coverage.classified, [viewShare(context, 'coverage.classifiedShare', classifiedShare)]],
    [say.coverage.invoices, [invoicesCompared ? say.coverage.yes : say.coverage.no]],
    [say.coverage.hash, [name(view.snapshotHash)]],
  ];
  const table: Table = {
    kind: 'table',
    caption: [say.coverage.caption],
    columns: [left([say.coverage.heads.what], 2), left([say.coverage.heads.value], 4)],
    rows: rows.map(([label, text]) => ({ cells: [{ text: [label] }, { text }] })),
  };
  return { id: 'coverage', kicker: say.coverage.kicker, title: [say.coverage.title], blocks: [table], newPage: false };
}
