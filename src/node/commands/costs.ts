import type { CostAnswer } from '../../focus/cost-question.ts';
import { parseCostQuestion } from '../../focus/parse-cost-question.ts';
import { costAnswerJson } from '../../jobs/cost-answer-json.ts';
import { decimalText } from '../../money.ts';
import { Problem } from '../../problem.ts';
import { convertCosts } from '../../store/convert-costs.ts';
import { costs } from '../../store/costs.ts';
import type { AppliedRate } from '../../store/rates.ts';
import { deliveryHashes, hasPublishedCharges } from '../../store/runs.ts';
import { withCommonOptions, type CommonOptions, type RegisterCommand } from '../context.ts';
import { printJson, printLine, printTable } from '../output.ts';

interface CostsOptions extends CommonOptions {
  readonly from?: string;
  readonly to?: string;
  readonly groupBy?: string;
  readonly metric?: string;
  readonly filter?: readonly string[];
  readonly currency?: string;
}

/** `aweigh costs`: the same question as GET /v1/costs. */
export const registerCosts: RegisterCommand = (program, context) => {
  const command = program
    .command('costs')
    .description('sums of published charges, by any dimensions')
    .option('--from <day>', 'first day, such as 2026-01-01')
    .option('--to <day>', 'the day after the last')
    .option('--group-by <a,b>', 'dimensions, separated by commas')
    .option('--metric <name>', 'billedCost, effectiveCost, listCost, contractedCost or consumedQuantity', 'billedCost')
    .option('--filter <dim=value>', 'only charges with this value; repeat for more, dim= for those without one', collect)
    .option('--currency <code>', 'convert by the dated rates of aweigh rates');
  withCommonOptions(command, 'aweigh costs --from 2026-01-01 --to 2026-02-01 --group-by serviceName --filter chargeCategory=Usage').action(
    async (options: CostsOptions) => {
      const question = parseCostQuestion({ ...options, filters: options.filter });
      const { db } = context.existingStore(options);
      const answer = await costs(db, question);
      if (answer.runIds.length === 0 && !(await hasPublishedCharges(db))) {
        throw new Problem('no_data', { detail: 'No charges are published in this database.' });
      }
      const converted = options.currency === undefined ? null : await convertCosts(db, answer, options.currency);
      if (options.json === true)
        printJson(costAnswerJson(converted ?? answer, await deliveryHashes(db, answer.runIds), converted?.rates ?? null));
      else printAnswer(converted ?? answer, converted?.rates ?? []);
    },
  );
};

const collect = (value: string, before: readonly string[] = []): readonly string[] => [...before, value];

function printAnswer(answer: CostAnswer, rates: readonly AppliedRate[]): void {
  const { groupBy, metric } = answer.question;
  const measure = metric === 'consumedQuantity' ? 'unit' : 'currency';
  const rows = answer.groups.map(({ key, amount }) => [
    ...groupBy.map((dimension) => key[dimension] || '(none)'),
    decimalText(amount.attos, 2),
    amount.currency,
  ]);
  const totals = answer.totals.map(({ attos, currency }) => [
    ...groupBy.map((_, index) => (index === 0 ? 'total' : '')),
    decimalText(attos, 2),
    currency,
  ]);
  printTable([...groupBy, metric, measure], groupBy.length === 0 ? totals : [...rows, ...totals], [groupBy.length]);
  printLine('');
  printLine(coverageLine(answer));
  answer.coverage.unfit.forEach((column) =>
    printLine(
      `unfit: ${column.column} of ${column.serviceProviderName || '(none)'}, ${column.rowCount} rows: ${column.reason}` +
        (column.fallback === null ? '' : `; analyses use ${column.fallback}`),
    ),
  );
  rates.forEach(({ from, to, rate }) =>
    printLine(`rate ${from} to ${to}: 1 ${rate.baseCurrency} = ${rate.rate} ${rate.quoteCurrency}, ${rate.date}, ${rate.source}`),
  );
}

/** What the figures rest on: how many bill rows, how many of them state each cost, how many have no date. */
function coverageLine({ coverage, question, runIds }: CostAnswer): string {
  const known = Object.entries(coverage.known).map(([metric, share]) => `${metric} ${(share * 100).toFixed(1)} %`);
  const undated = question.range === null ? 'of them undated' : 'undated rows left out';
  return `coverage: ${coverage.rowCount} bill rows of ${runIds.length} runs; stated: ${known.join(', ')}; ${coverage.undatedRowCount} ${undated}`;
}
