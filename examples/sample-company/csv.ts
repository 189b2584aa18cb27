/** One CSV document: header, rows, quotes only where RFC 4180 wants them, LF line ends. */
export function csvText(columns: readonly string[], rows: Iterable<readonly string[]>): string {
  const lines = [columns.join(',')];
  for (const row of rows) lines.push(row.map(quoted).join(','));
  return `${lines.join('\n')}\n`;
}

const quoted = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
