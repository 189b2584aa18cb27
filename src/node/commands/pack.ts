import type { PackResult } from '../../kubernetes/pack-case.ts';
import { packWorkloads } from '../../kubernetes/pack.ts';
import { Problem } from '../../problem.ts';
import { ExitStatus, withCommonOptions, type CommonOptions, type RegisterCommand } from '../context.ts';
import { note, printJson, printLine, printTable } from '../output.ts';
import { parsePackCase, type PackCaseFile } from '../pack-case-file.ts';
import { readTextFile } from '../read-text.ts';

interface PackCommandOptions extends CommonOptions {
  readonly case?: string;
}

/** `aweigh pack`: given pods on given machine types, at the lowest price found and how far from a provable bound. */
export const registerPack: RegisterCommand = (program, context) => {
  const command = program
    .command('pack')
    .description('packs given workloads on given node shapes; says the price, and how far from a provable lower bound it is')
    .option('--case <file>', 'the case, a JSON file; needs no database');
  withCommonOptions(command, 'aweigh pack --case examples/pack-case.json').action((options: PackCommandOptions) => {
    if (options.case === undefined) throw new Problem('usage_invalid', { detail: 'Name a case: --case FILE.' });
    const packCase = parsePackCase(readCase(options.case));
    const result = packWorkloads(packCase);
    const usdPerMonth = Math.round(result.usdPerHour * packCase.hoursPerMonth * 1e9) / 1e9;
    if (options.json === true) printJson({ ...result, hoursPerMonth: packCase.hoursPerMonth, usdPerMonth });
    else printResult(packCase, result, usdPerMonth);
    if (result.unplaced.length === 0) return;
    const count = result.unplaced.length;
    note(`${count} ${count === 1 ? 'workload' : 'workloads'} could not be placed; neither the price nor the bound counts them.`);
    context.exitStatus = ExitStatus.warnings;
  });
};

function readCase(path: string): unknown {
  const text = readTextFile(path);
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Problem('input_invalid', {
      detail: `Not JSON: ${error instanceof Error ? error.message : String(error)}.`,
      path,
      cause: error,
    });
  }
}

function printResult({ shapes, hoursPerMonth }: PackCaseFile, result: PackResult, usdPerMonth: number): void {
  const prices = new Map(shapes.map(({ name, usdPerHour }) => [name, usdPerHour]));
  const rows = result.nodes.map(({ name, count }) => [
    name,
    String(count),
    (prices.get(name) ?? 0).toFixed(4),
    ((prices.get(name) ?? 0) * count).toFixed(4),
  ]);
  printTable(['shape', 'nodes', 'USD/h each', 'USD/h'], rows, [1, 2, 3]);
  printLine('');
  printLine(`price        ${result.usdPerHour.toFixed(4)} USD an hour, ${usdPerMonth.toFixed(2)} USD in ${hoursPerMonth} hours`);
  printLine(`lower bound  ${result.lowerBoundUsdPerHour.toFixed(4)} USD an hour; no packing of these pods at these prices is cheaper`);
  printLine(`quality      ${result.quality.toFixed(3)} times the bound`);
  for (const { nodes, usdPerVcpuHour, usdPerGiBHour, usdPerGpuHour } of result.resourcePrices) {
    const gpu = usdPerGpuHour === null ? '' : `, ${usdPerGpuHour.toFixed(4)} a GPU-hour`;
    printLine(`worth        ${usdPerVcpuHour.toFixed(5)} USD a vCPU-hour, ${usdPerGiBHour.toFixed(5)} a GiB-hour${gpu} (${nodes})`);
  }
  if (result.unplaced.length === 0) return;
  printLine('');
  printTable(
    ['not placed', 'replicas', 'why'],
    result.unplaced.map(({ workload, replicas, reason }) => [workload, String(replicas), reason]),
    [1],
  );
}
