import { left, nameCell, right } from './cells.ts';
import { numberFigure, shareFigure, type MigrationContext, type PricedDestination } from './migration-context.ts';
import { date, name, words, type Block, type FigureRef, type Row, type Section } from './model.ts';

const UNPLACED_SHOWN = 12;

/** The nodes that hold the moved workloads at the best destination, and how near the packing is to what is provable. */
export function nodeSection(context: MigrationContext): Section[] {
  const [best] = context.priced;
  if (best === undefined || best.estimate.nodes.length === 0) return [];
  const { packing } = best.estimate;
  const quality = quantity(context, best, { id: 'quality', label: 'Packed price over the lower bound', value: packing.quality, unit: '' });
  return [
    {
      id: 'nodes',
      kicker: 'Node mix',
      title: words`The workloads fit on ${quantity(context, best, { id: 'nodeCount', label: 'Nodes', value: nodeCount(best), unit: 'nodes' })}, at ${quality} times the provable minimum`,
      blocks: [nodeTable(context, best), prices(context, best), ...unplaced(best)],
      newPage: false,
    },
  ];
}

const nodeCount = ({ estimate }: PricedDestination): number => estimate.nodes.reduce((sum, node) => sum + node.count, 0);

const quantity = (
  context: MigrationContext,
  { targetId, estimate }: PricedDestination,
  { id, label, value, unit }: { readonly id: string; readonly label: string; readonly value: number; readonly unit: string },
): FigureRef =>
  numberFigure(context, {
    id: `${targetId}.${id}`,
    label,
    value,
    unit,
    formula: 'stated by the packing of the workloads',
    figureId: estimate.figureIds[id],
  });

function nodeTable(context: MigrationContext, best: PricedDestination): Block {
  const rows = best.estimate.nodes.map((node, index): Row => ({
    cells: [
      { text: [name(node.instanceType)], sub: [name(node.priceKey)] },
      { text: [quantity(context, best, { id: `node.${index}`, label: `Nodes of ${node.instanceType}`, value: node.count, unit: '' })] },
      { text: [date(node.usdPerHour)] },
      nameCell(node.purchase),
      nameCell(node.priceAsOf),
    ],
  }));
  return {
    kind: 'table',
    caption: words`Nodes at ${name(best.name)} in ${name(best.region)}`,
    columns: [
      left(['Instance type'], 3.4),
      right(['Nodes'], 1),
      right(['USD an hour each'], 1.7),
      left(['Bought as'], 1.5),
      left(['Price of'], 1.5),
    ],
    rows,
    note: ['Before operating slack; the estimate adds it, because no cluster sits at its packed optimum.'],
  };
}

function prices(context: MigrationContext, best: PricedDestination): Block {
  const { packing } = best.estimate;
  const slack = shareFigure(context, {
    id: `${best.targetId}.slack`,
    label: 'Operating slack',
    fraction: packing.operatingSlack,
    formula: 'middle of the assumed range',
  });
  return {
    kind: 'paragraph',
    text: words`At the margin a vCPU costs ${date(packing.usdPerVcpuHour.toString())} USD an hour there and a GiB of memory ${date(packing.usdPerGibHour.toString())}. Operating slack of ${slack} comes on top.`,
  };
}

function unplaced({ estimate }: PricedDestination): Block[] {
  const { unplaced: left } = estimate.packing;
  if (left.length === 0) return [];
  const items = left.slice(0, UNPLACED_SHOWN).map((one) => words`${name(one.workload)}: ${name(one.reason)}`);
  const more = left.length > UNPLACED_SHOWN ? [['More are listed in the JSON of the estimate.']] : [];
  return [
    { kind: 'heading', text: ['Workloads that fit on no node and stay'] },
    { kind: 'bullets', items: [...items, ...more] },
  ];
}
