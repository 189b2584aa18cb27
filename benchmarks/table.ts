/** Benchmarks speak to a person at a terminal and to benchmarks/README.md alike: Markdown tables on stdout. */
export const note = (text: string): void => void process.stdout.write(`${text}\n`);

export function table(headers: readonly string[], rows: readonly (readonly string[])[]): void {
  const widths = headers.map((header, column) => Math.max(header.length, ...rows.map((row) => (row[column] ?? '').length)));
  const line = (cells: readonly string[]): string => `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  note('');
  note(line(headers));
  note(line(widths.map((width) => '-'.repeat(width))));
  rows.forEach((row) => note(line(row)));
  note('');
}

export interface Bar {
  readonly name: string;
  readonly measured: number;
  readonly bar: number;
  readonly sense: 'at most' | 'at least';
}

/** One bar with what was measured against it: met, or missed by how much. */
export function barLine({ name, measured, bar, sense }: Bar): void {
  const met = sense === 'at most' ? measured <= bar : measured >= bar;
  const times = sense === 'at most' ? measured / bar : bar / measured;
  note(`- ${met ? 'met' : `MISSED by ${times.toFixed(2)}x`}: ${name}: ${text(measured)} (bar: ${sense} ${text(bar)})`);
}

const text = (value: number): string => (value >= 1000 ? Math.round(value).toLocaleString('en') : value.toFixed(value < 10 ? 2 : 1));
