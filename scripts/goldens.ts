import { writeFileSync } from 'node:fs';
import { createPdfPress } from '../src/node/pdf.ts';
import { printTemplate } from '../src/node/report-maker.ts';
import { renderHtml } from '../src/reports/render/html.ts';
import { renderJson } from '../src/reports/render/json.ts';
import { renderMarkdown } from '../src/reports/render/markdown.ts';
import { printFiles } from '../src/reports/render/print-data.ts';
import { sampleModels } from '../test/reports/sample-models.ts';

/** Rewrites reports/<kind>/sample.* from the hand-written company in test/reports. A moved figure needs a line in CHANGELOG.md. */
const press = createPdfPress();
for (const [kind, model] of Object.entries(sampleModels())) {
  const folder = new URL(`../reports/${kind}/`, import.meta.url);
  writeFileSync(new URL('sample.json', folder), renderJson(model));
  writeFileSync(new URL('sample.md', folder), renderMarkdown(model));
  writeFileSync(new URL('sample.html', folder), renderHtml(model));
  writeFileSync(new URL('sample.pdf', folder), await press.print({ template: printTemplate(), files: printFiles(model) }));
  process.stdout.write(`reports/${kind}/sample.{json,md,html,pdf}\n`);
}
await press.close();
