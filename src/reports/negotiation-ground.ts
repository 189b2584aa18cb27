import type { InputOrigin } from '../finding/derived-case.ts';
import type { PackLegalFact } from '../finding/negotiation-pack.ts';
import { addDays, isDay } from '../time.ts';
import { left, nameCell, quiet, right } from './cells.ts';
import { closingSections } from './closing-sections.ts';
import { dayName } from './date-text.ts';
import { name, words, type Block, type Cell, type Section, type Table, type Text } from './model.ts';
import { found, gateOf, hasFound, listed, ownMoney, ownNumber, ownShare, ownShareOr, type PackContext } from './negotiation-context.ts';

/** Facts of law and market, dated, with what has to be checked again. */
export function legalSection(context: PackContext): Section {
  const { pack, say } = context;
  const { heads } = say.legal;
  const table: Table = {
    kind: 'table',
    caption: [say.legal.caption],
    columns: [
      left([heads.subject], 1.5),
      left([heads.on], 1.2),
      left([heads.fact], 4),
      left([heads.source], 2.2),
      left([heads.checked], 1.3),
    ],
    rows: pack.legalFacts.map((fact) => legalRow(context, fact)),
    note: say.legal.note,
  };
  return {
    id: 'legal',
    kicker: say.legal.kicker,
    title: [say.legal.title],
    blocks: pack.legalFacts.length === 0 ? [{ kind: 'paragraph', text: [say.legal.none] }] : [table],
    newPage: true,
  };
}

function legalRow({ say, language }: PackContext, fact: PackLegalFact): Table['rows'][number] {
  const { on, checkedOn, recheck } = fact;
  return {
    cells: [
      { text: [name(fact.subject)], sub: [name(fact.jurisdiction)] },
      on === null ? quiet(say.legal.standing) : { text: [isDay(on) ? dayName(on, language) : name(on)] },
      nameCell(fact.text),
      { text: [name(fact.source)], sub: [name(fact.grade)] },
      { text: [dayName(checkedOn, language)], ...(recheck ? { sub: [say.legal.recheck], tone: 'up' as const } : {}) },
    ],
  };
}

/** How far the data carries. */
export function coverageSection(context: PackContext): Section {
  const { pack, say } = context;
  const { grade, reasons } = pack.derived.fitness;
  const share = classifiedFigure(context);
  const table: Table = {
    kind: 'table',
    caption: [say.coverage.caption],
    columns: [left([say.coverage.heads.what], 3), left([say.coverage.heads.value], 4)],
    rows: coverageRows(context).map(([label, text]) => ({ cells: [{ text: [label] }, { text }] })),
  };
  const open: Block[] =
    reasons.length === 0
      ? [{ kind: 'paragraph', text: [say.coverage.noReasons] }]
      : [
          { kind: 'heading', text: [say.coverage.reasons] },
          { kind: 'bullets', items: reasons.map((reason): Text => [name(reason)]) },
        ];
  return {
    id: 'coverage',
    kicker: say.coverage.kicker,
    title: say.coverage.title(name(grade), share),
    blocks: [table, ...open],
    newPage: true,
  };
}

const classifiedFigure = (context: PackContext): ReturnType<typeof ownShare> =>
  ownShare(context, context.pack.coverage.classifiedShare, {
    id: 'coverage.classified',
    label: 'Share of billed spend that is classified',
    formula: 'classified / billed',
  });

function coverageRows(context: PackContext): [string, Text][] {
  const { pack, say, language } = context;
  const { coverage, window } = pack;
  const { rows, none, yes, no } = say.coverage;
  const share = (value: number | null, id: string, label: string): Text => [
    ownShareOr(context, value, { id: `coverage.${id}`, label, formula: label, unknown: label }),
  ];
  const count = (value: number | null, id: string, label: string): Text =>
    value === null ? say.coverage.noInventory : [ownNumber(context, value, { id: `coverage.${id}`, label, formula: 'count', unit: '' })];
  const { notEligible: left_, benchmarksFrom, benchmarksTo } = coverage;
  return [
    [rows.period, words`${dayName(window.from, language)} – ${dayName(addDays(window.to, -1), language)}`],
    [rows.accounts, count(coverage.accountsInScope, 'accounts', 'Accounts in scope')],
    [rows.out, coverage.accountsOutOfScope.length === 0 ? [none] : [listed(coverage.accountsOutOfScope)].flat()],
    [rows.currency, pack.rates.length === 0 ? words`${name(pack.finding.currency)}; ${say.coverage.noRates}` : rateTexts(context)],
    [
      rows.credits,
      left_ === null
        ? say.coverage.creditsOpen
        : say.coverage.creditsText(
            ownMoney(context, left_, {
              id: 'coverage.notEligible',
              label: 'Spend that no agreement discounts',
              formula: 'tax, support, marketplace and credits a month',
            }),
          ),
    ],
    [rows.classified, [classifiedFigure(context)]],
    [rows.list, share(coverage.listKnownShare, 'list', 'Share with known list and contracted price')],
    [
      rows.invoices,
      coverage.invoiceGap === null ? say.coverage.noInvoices : share(coverage.invoiceGap, 'invoices', 'Bill against invoices'),
    ],
    [rows.unallocated, share(coverage.unallocatedShare, 'unallocated', 'Spend in no group')],
    [
      rows.withoutClass,
      coverage.servicesWithoutClass.length === 0
        ? [none]
        : [listed(coverage.servicesWithoutClass.slice(0, 8).map((one) => one.name))].flat(),
    ],
    [rows.notInInventory, count(coverage.billedNotInInventory, 'billedOnly', 'Billed, not in the inventory')],
    [rows.notBilled, count(coverage.inInventoryNotBilled, 'inventoryOnly', 'In the inventory, not billed')],
    [rows.prices, share(coverage.priceMapShare, 'prices', 'Addressable spend with a price')],
    [rows.benchmarks, benchmarksFrom === null ? [none] : words`${name(benchmarksFrom)} – ${name(benchmarksTo ?? benchmarksFrom)}`],
    [rows.contracts, [coverage.contractsSeen ? yes : no]],
  ];
}

const rateTexts = ({ pack, say, language }: PackContext): Text =>
  pack.rates.flatMap((rate, index): Text => [
    ...(index === 0 ? [] : ['; ']),
    ...say.report.rateText({
      from: name(rate.from),
      to: name(rate.to),
      rate: name(rate.rate),
      on: dayName(rate.on, language),
      source: name(rate.source),
    }),
  ]);

/** Which numbers the method page follows; where no position is printed it follows none. */
function methodLines(context: PackContext): readonly { readonly label: string; readonly figureId: string }[] {
  const { say, pack } = context;
  const keys = gateOf(pack) === 'positions' ? Object.keys(say.method.lines) : ['pvBaseline'];
  return keys.flatMap((key) =>
    hasFound(context, key) ? [{ label: say.method.lines[key] ?? key, figureId: found(context, key).figureId }] : [],
  );
}

/** Gaps, method, inputs with their origin, words, versions and hashes. */
export function packClosing(context: PackContext): Section[] {
  const { pack, say, book, language } = context;
  const gaps = [...pack.derived.gaps, ...pack.finding.gaps];
  const told = gaps.filter((gap, index) => gaps.findIndex(({ detail }) => detail === gap.detail) === index);
  const sections = closingSections({
    gaps: [...told.map((gap): Text => [name(gap.detail)]), ...say.method.leftOut.map((text): Text => [text])],
    method: { intro: [say.method.intro], lines: methodLines(context) },
    assumptions: [],
    terms: Object.entries(say.glossary).map(([term, meaning]) => ({ term, meaning })),
    book,
    language,
  });
  return sections.map((section) => {
    if (section.id === 'assumptions')
      return { ...section, blocks: [inputTable(context), { kind: 'paragraph', text: [say.assumptions.owner] }] };
    return section.id === 'glossary' ? { ...section, blocks: [...section.blocks, versionTable(context), hashTable(context)] } : section;
  });
}

function inputTable(context: PackContext): Table {
  const { pack, say } = context;
  const { heads } = say.assumptions;
  const withEffect = gateOf(pack) === 'positions';
  return {
    kind: 'table',
    caption: [say.assumptions.caption],
    columns: [
      left([heads.input], 2.4),
      right([heads.value], 1.5),
      left([heads.source], 3.2),
      left([heads.grade], 0.8),
      left([heads.asOf], 1.3),
      right([heads.effect], 1.3),
    ],
    rows: pack.derived.origins.map((origin) => ({
      cells: [
        nameCell(origin.input),
        nameCell(shortNumber(origin.value)),
        nameCell(origin.source),
        nameCell(origin.grade),
        nameCell(origin.asOf),
        withEffect ? effectCell(context, origin) : quiet(say.assumptions.none),
      ],
    })),
  };
}

/** Origins keep every digit of a float; six places are what a reader can use. */
const shortNumber = (value: string): string => value.replace(/^(-?\d+\.\d{6})\d+$/, '$1');

function effectCell(context: PackContext, { input }: InputOrigin): Cell {
  const driver = input.startsWith('groups.') ? `groups.${input.split('.').at(-1) ?? ''}` : input;
  const value = context.pack.numbers.dStarAtTenPercentMore[driver];
  if (value === undefined) return quiet(context.say.assumptions.none);
  const about = { id: `effect.${driver}`, label: `d* with ${driver} a tenth higher`, formula: 'd* of the case with the input times 1.1' };
  return { text: [ownShare(context, value, about)] };
}

function versionTable({ pack, say, language }: PackContext): Table {
  const { heads } = say.versions;
  return {
    kind: 'table',
    caption: [say.versions.caption],
    columns: [left([heads.version], 1), left([heads.on], 1.5), left([heads.changes], 5)],
    rows: pack.versions.map(({ version, on, changes }) => ({
      cells: [
        nameCell(version),
        { text: [dayName(on, language)] },
        changes.length === 0 ? quiet(say.versions.first) : nameCell(changes.join('; ')),
      ],
    })),
  };
}

function hashTable({ pack, say }: PackContext): Table {
  const rows: [string, string][] = [
    [say.versions.snapshot, pack.snapshotHash],
    [say.versions.model, pack.finding.modelVersion],
    [say.versions.catalogue, pack.catalogue.version],
  ];
  return {
    kind: 'table',
    caption: [say.versions.hashes],
    columns: [left([say.coverage.heads.what], 2), left([say.coverage.heads.value], 5)],
    rows: rows.map(([label, text]) => ({ cells: [{ text: [label] }, nameCell(text)] })),
  };
}
