import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { parseConfig, VARIABLES } from '../src/config.ts';
import { createContext } from '../src/node/context.ts';
import { createProgram } from '../src/node/program.ts';
import { PROBLEM_CODES } from '../src/problem-codes.ts';
import { focusMappingPages } from './focus-mapping.ts';
import { contractsPage, negotiationFacts } from './side-data-pages.ts';

/**
 * Writes the pages of docs/ that are made from tables of the program. With --check it writes nothing and
 * fails when a page is not what it would write.
 */
const DOCS = join(import.meta.dirname, '../docs');

const tableOf = (header: readonly string[], rows: readonly (readonly string[])[]): string =>
  [header, header.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');

const problems = (): string => `# Problem codes

Every failure carries one of these codes: on the command line as the first word of the message and, with \`--json\`,
as \`code\` of the document on stdout; over HTTP as \`code\` of an \`application/problem+json\` answer with the status given here.
Codes are stable: programs may rely on them. Titles and hints may be reworded.

${tableOf(
  ['code', 'status', 'title', 'what to do'],
  Object.entries(PROBLEM_CODES).map(([code, row]) => [`\`${code}\``, `${row.status}`, row.title, row.hint.replaceAll('|', '\\|')]),
)}

Generated from \`src/problem-codes.ts\` by \`npm run docs\`.
`;

const configuration = (): string => `# Configuration

Aweigh reads these environment variables and no others. A value that is not valid stops the command with
\`config_invalid\`, which names each of them. Cloud credentials are never stored and not configured here.

${tableOf(
  ['variable', 'default', 'meaning'],
  Object.entries(VARIABLES.shape).map(([name, schema]) => {
    const initial: unknown = schema.parse(undefined);
    return [`\`${name}\``, initial === undefined ? 'none' : `\`${JSON.stringify(initial).replaceAll('"', '')}\``, schema.description ?? ''];
  }),
)}

Generated from \`src/config.ts\` by \`npm run docs\`.
`;

const program = await createProgram(createContext(parseConfig({})));

const commands = (): string => `# Commands

From a checkout \`npm run -s aweigh -- COMMAND\`, once installed \`aweigh COMMAND\`. With \`--json\` a command prints exactly one JSON
document on stdout; progress and remarks go to stderr. Exit status: 0 done, 1 failed, 2 wrong usage, 3 done with rejected rows
or warnings to read.

${leavesOf(program)
  .map((command) => `## ${nameOf(command)}\n\n\`\`\`text\n${helpOf(command)}\n\`\`\`\n`)
  .join('\n')}
Generated from the help of each command by \`npm run docs\`.
`;

/** The commands that do something: those without commands of their own, and those that take arguments beside them. */
const leavesOf = (command: Command): Command[] =>
  command.commands.length === 0
    ? [command]
    : [...(command.registeredArguments.length > 0 ? [command] : []), ...command.commands.flatMap(leavesOf)];

const nameOf = (command: Command): string => (command.parent === null ? command.name() : `${nameOf(command.parent)} ${command.name()}`);

function helpOf(command: Command): string {
  let text = '';
  command.configureHelp({ helpWidth: 110 }).configureOutput({ writeOut: (part) => (text += part) });
  command.outputHelp();
  return text.trim();
}

const PAGES = {
  ...focusMappingPages(),
  'problems.md': problems(),
  'configuration.md': configuration(),
  'commands.md': commands(),
  'contracts.md': contractsPage(),
  'negotiation-facts.md': negotiationFacts(),
};

const stale = Object.entries(PAGES).filter(([name, text]) => readOrEmpty(join(DOCS, name)) !== text);
if (process.argv.includes('--check')) {
  stale.forEach(([name]) => console.error(`docs/${name} is out of date; run npm run docs.`));
  process.exitCode = stale.length === 0 ? 0 : 1;
} else {
  stale.forEach(([name, text]) => writeFileSync(join(DOCS, name), text));
}

function readOrEmpty(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
