import { randomUUID } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync, statSync, writeSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { Argument, Option } from 'commander';
import { REPORT_FORMATS, type MadeReport, type ReportFormat } from '../../jobs/report.ts';
import { Problem } from '../../problem.ts';
import { parseOverrides, type CaseOverrides } from '../../jobs/case-overrides.ts';
import { parseJsonText, readTextFile } from '../read-text.ts';
import { REPORT_EDITIONS, REPORT_KINDS, REPORT_LANGUAGES } from '../../reports/model.ts';
import type { OrderedKind, ReportEdition, ReportLanguage } from '../../reports/model.ts';
import { saveReport } from '../../store/reports.ts';
import { withCommonOptions, type CommonOptions, type RegisterCommand } from '../context.ts';
import { databaseProblem, type NodeStore } from '../db.ts';
import { printJson, printLine } from '../output.ts';
import { createReportMaker, sha256Hex } from '../report-maker.ts';

interface ReportOptions extends CommonOptions {
  readonly format: ReportFormat;
  readonly edition: ReportEdition;
  readonly lang: ReportLanguage;
  readonly vendor?: string;
  readonly customer?: string;
  readonly case?: string;
  readonly out?: string;
}

/** `aweigh report`: a report as a file, and kept in the database. */
export const registerReport: RegisterCommand = (program, context) => {
  const command = program
    .command('report')
    .description('spend, lock-in, migration or negotiation as PDF, HTML, Markdown or JSON; also kept in the database')
    .addArgument(new Argument('<kind>', 'what the report is about').choices([...REPORT_KINDS]))
    .addOption(new Option('--format <format>', 'file format').choices([...REPORT_FORMATS]).default('pdf'))
    .addOption(new Option('--edition <edition>', 'for whom').choices([...REPORT_EDITIONS]).default('internal'))
    .addOption(new Option('--lang <language>', 'language').choices([...REPORT_LANGUAGES]).default('en'))
    .option('--vendor <name>', 'the vendor it deals with, for the kinds that deal with one')
    .option('--customer <name>', 'who buys, for the cover of a negotiation pack')
    .option('--case <file>', 'JSON with fields of the negotiation case in the place of derived ones')
    .option('--out <file>', 'file to write, - for stdout (default: a dated name in this folder)');
  withCommonOptions(command, 'aweigh report lock-in --format pdf --out lock-in.pdf').action(
    async (kind: OrderedKind, options: ReportOptions) => {
      const { format, edition, lang, vendor, customer, out, json } = options;
      if (out === '-' && json === true) throw new Problem('usage_invalid', { detail: '--out - and --json both want stdout.' });
      const store = context.existingStore(options);
      const maker = createReportMaker(store);
      try {
        const made = await maker.make({ kind, format, edition, language: lang, vendor, customer, overrides: overridesIn(options.case) });
        const kept = await keep(store, { kind, format, edition }, made);
        if (out === '-') return void process.stdout.write(format === 'pdf' ? made.body : new TextDecoder().decode(made.body));
        const path = resolve(out ?? made.fileName);
        writeWhole(path, made.body);
        if (json === true) printJson({ ...kept, path });
        else printLine(`${path}: ${kept.bytes} bytes, sha256 ${kept.sha256}`);
      } finally {
        await maker.close();
      }
    },
  );
};

const overridesIn = (path: string | undefined): CaseOverrides =>
  path === undefined ? {} : parseOverrides(parseJsonText(path, readTextFile(path)));

async function keep(
  store: NodeStore,
  order: { readonly kind: OrderedKind; readonly format: ReportFormat; readonly edition: ReportEdition },
  made: MadeReport,
) {
  const row = {
    id: randomUUID(),
    ...order,
    createdAt: new Date().toISOString(),
    snapshotHash: made.snapshotHash,
    sha256: sha256Hex(made.body),
    fileName: made.fileName,
  };
  await saveReport(store, row, made.body);
  return { ...row, bytes: made.body.byteLength };
}

/** Writes to a temporary name, then renames: a file of the given name is whole, or what it was before. */
export function writeWhole(path: string, body: Uint8Array): void {
  if (!existsSync(dirname(path))) throw new Problem('file_not_found', { detail: `There is no folder ${dirname(path)}.`, path });
  if (existsSync(path) && statSync(path).isDirectory()) throw new Problem('usage_invalid', { detail: `${path} is a folder; name a file.` });
  const temporary = `${path}.${process.pid}.tmp`;
  try {
    const file = openSync(temporary, 'w');
    try {
      for (let written = 0; written < body.byteLength;) written += writeSync(file, body, written);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(temporary, path);
  } catch (error) {
    throw databaseProblem(error, path);
  } finally {
    rmSync(temporary, { force: true });
  }
}
