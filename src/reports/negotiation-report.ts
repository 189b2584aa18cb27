import type { Assumption } from '../finding/figure.ts';
import type { NegotiationPack } from '../finding/negotiation-pack.ts';
import { addDays } from '../time.ts';
import { dayName } from './date-text.ts';
import { name, words, type ReportLanguage, type ReportModel, type Section, type Text } from './model.ts';
import { bindingSection } from './negotiation-binding.ts';
import { alternativesSection, cashSection, leverSection } from './negotiation-cash.ts';
import { gateOf, ownNumber, packContext, type PackContext } from './negotiation-context.ts';
import { tornadoSection } from './negotiation-drivers.ts';
import { exitSection, hardSection } from './negotiation-exit.ts';
import { coverageSection, legalSection, packClosing } from './negotiation-ground.ts';
import { leverageSection } from './negotiation-leverage.ts';
import { marketSection, offerSection } from './negotiation-market.ts';
import { summarySection } from './negotiation-summary.ts';
import { timingSection } from './negotiation-timing.ts';
import { askSection, ladderSection, packageSection } from './negotiation-trade.ts';

/** The negotiation pack for those who negotiate; what it prints is decided by the fitness of its data and the size of the bill. */
export function negotiationReport(pack: NegotiationPack, language: ReportLanguage): ReportModel {
  const context = packContext(pack, language);
  const { say } = context;
  const sections = [...pages(context), legalSection(context), coverageSection(context), ...packClosing(context)];
  const { currency } = pack.finding;
  const grade = say.report.gradeIn(name(pack.derived.fitness.grade));
  return {
    schema: 'aweigh-report-1',
    kind: 'negotiation',
    edition: 'internal',
    language,
    vendor: pack.vendor.name,
    title: say.report.title,
    subtitle: say.report.subtitle(name(pack.vendor.name)),
    scope: words`${name(pack.vendor.name)} · ${windowOf(context)} · ${name(currency)} · ${grade}`,
    asOf: pack.asOf,
    snapshotHash: pack.snapshotHash,
    cover: coverOf(context),
    sections,
    assumptions: assumptionsOf(pack),
    figures: context.book.figures(),
  };
}

function pages(context: PackContext): Section[] {
  const gate = gateOf(context.pack);
  const bound = [bindingSection(context)];
  if (context.pack.derived.fitness.grade === 'D') return [summarySection(context), ...bound, hardSection(context)];
  if (gate === 'data-only') return [summarySection(context), ...bound, timingSection(context), exitSection(context), hardSection(context)];
  const dated = [...bound, timingSection(context)];
  const traded = [marketSection(context), offerSection(context), exitSection(context), hardSection(context)];
  if (gate === 'ranges') return [summarySection(context), ...dated, askSection(context), ...traded];
  return [
    summarySection(context),
    alternativesSection(context),
    tornadoSection(context),
    ...dated,
    leverageSection(context),
    askSection(context),
    packageSection(context),
    ladderSection(context),
    ...traded,
    cashSection(context),
    leverSection(context),
  ];
}

const windowOf = ({ pack: { window }, say, language }: PackContext): Text =>
  say.report.range(dayName(window.from, language), dayName(addDays(window.to, -1), language));

function coverOf(context: PackContext): ReportModel['cover'] {
  const { pack, say, language } = context;
  const { report } = say;
  const { case: input } = pack.finding;
  const { grade } = pack.derived.fitness;
  const term = ownNumber(context, input.termYears, {
    id: 'termYears',
    label: 'Term',
    formula: 'termYears of the case',
    unit: say.units.years,
  });
  const [rate] = pack.rates;
  const [version] = pack.versions;
  return [
    { label: report.customer, text: [pack.customer === null ? report.notNamed : name(pack.customer)] },
    { label: report.incumbent, text: [name(pack.vendor.name)] },
    { label: report.period, text: windowOf(context) },
    { label: report.currency, text: [name(pack.finding.currency)] },
    ...(rate === undefined
      ? []
      : [
          {
            label: report.rate,
            text: report.rateText({
              from: name(rate.from),
              to: name(rate.to),
              rate: name(rate.rate),
              on: dayName(rate.on, language),
              source: name(rate.source),
            }),
          },
        ]),
    { label: report.grade, text: words`${name(grade)}: ${say.fitness[grade]}` },
    { label: report.term, text: [term] },
    ...(input.plannedSignature === null ? [] : [{ label: report.signature, text: [dayName(input.plannedSignature, language)] }]),
    { label: report.dataAsOf, text: [dayName(pack.asOf, language)] },
    ...(version === undefined ? [] : [{ label: report.version, text: [name(version.version)] }]),
    {
      label: report.model,
      text: words`${name(pack.finding.modelVersion)}${report.catalogue(name(pack.catalogue.version), dayName(pack.catalogue.reviewedOn, language))}`,
    },
  ];
}

/** Inputs of the case with their origin, in the form of every report. */
const assumptionsOf = ({ derived, finding }: NegotiationPack): Assumption[] => [
  ...derived.origins.map(({ input, value, source, grade, asOf }) => ({ id: input, value, source, grade, asOf })),
  ...finding.assumptions,
];
