import { writeFileSync } from 'node:fs';
import { createPdfPress } from '../src/node/pdf.ts';
import { printTemplate } from '../src/node/report-maker.ts';
import type { ReportModel } from '../src/reports/model.ts';
import { renderHtml } from '../src/reports/render/html.ts';
import { renderJson } from '../src/reports/render/json.ts';
import { renderMarkdown } from '../src/reports/render/markdown.ts';
import { printFiles } from '../src/reports/render/print-data.ts';
import { negotiationModels, sampleModels } from '../test/reports/sample-models.ts';

/** Rewrites reports/<kind>/sample.* from the hand-written company in test/reports. A moved figure needs a line in CHANGELOG.md. */
const press = createPdfPress();
const pdfOf = (model: ReportModel): Promise<Uint8Array> => press.print({ template: printTemplate(), files: printFiles(model) });

for (const [kind, model] of Object.entries(sampleModels())) {
  const folder = new URL(`../reports/${kind}/`, import.meta.url);
  writeFileSync(new URL('sample.json', folder), renderJson(model));
  writeFileSync(new URL('sample.md', folder), renderMarkdown(model));
  writeFileSync(new URL('sample.html', folder), renderHtml(model));
  writeFileSync(new URL('sample.pdf', folder), await pdfOf(model));
  process.stdout.write(`reports/${kind}/sample.{json,md,html,pdf}\n`);
}
for (const [file, model] of Object.entries(negotiationModels())) {
  const folder = new URL('../reports/negotiation/', import.meta.url);
  writeFileSync(new URL(`${file}.md`, folder), renderMarkdown(model));
  writeFileSync(new URL(`${file}.pdf`, folder), await pdfOf(model));
  if (model.language === 'en') {
    writeFileSync(new URL(`${file}.json`, folder), renderJson(model));
    writeFileSync(new URL(`${file}.html`, folder), renderHtml(model));
  }
  process.stdout.write(`reports/negotiation/${file}.*\n`);
}
await press.close();
