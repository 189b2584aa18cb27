import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { parseConfig, VARIABLES } from '../src/config.ts';
import { createContext } from '../src/node/context.ts';
import { createProgram } from '../src/node/program.ts';
import { PROBLEM_CODES } from '../src/problem-codes.ts';
import { REPORTS } from '../src/reports/registry.ts';
import { ROOT } from './source-files.ts';

const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');
const all = (text: string, pattern: RegExp): string[] =>
  [...new Set([...text.matchAll(pattern)].map((match) => match[1] ?? ''))].toSorted();

const PAGES = [
  'README.md',
  'CONTRIBUTING.md',
  'CHANGELOG.md',
  ...['docs', 'reports', 'benchmarks', 'examples'].flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.md') && !name.endsWith('sample.md'))
      .map((name) => join(folder, name)),
  ),
];

const program = await createProgram(createContext(parseConfig({})));
const leaves = (command: Command): Command[] =>
  command.commands.length === 0
    ? [command]
    : [...(command.registeredArguments.length > 0 ? [command] : []), ...command.commands.flatMap(leaves)];
const pathOf = (command: Command): string => (command.parent?.parent ? `${pathOf(command.parent)} ${command.name()}` : command.name());
const commands = leaves(program).map(pathOf).toSorted();

const reportKinds = Object.keys(REPORTS).toSorted();
const scripts = Object.keys((JSON.parse(read('package.json')) as { scripts: Record<string, string> }).scripts);

describe('the pages', () => {
  it('that are generated are what the program says today', () => {
    const run = spawnSync(process.execPath, ['scripts/docs.ts', '--check'], { cwd: ROOT, encoding: 'utf8' });
    expect(run.stderr).toBe('');
    expect(run.status).toBe(0);
  });

  it('link only to files that exist', () => {
    const broken = PAGES.flatMap((page) =>
      all(read(page), /\]\((?!https?:|#|mailto:)([^)#\s]+)/g)
        .filter((target) => !existsSync(resolve(ROOT, dirname(page), target)))
        .map((target) => `${page} -> ${target}`),
    );
    expect(broken).toEqual([]);
  });

  it('name only scripts that exist', () => {
    const named = PAGES.flatMap((page) => all(read(page), /npm (?:run (?:-s )?)((?!-)[a-z:]+)/g));
    expect([...new Set(named)].filter((name) => !scripts.includes(name))).toEqual([]);
  });

  it('name only folders and files of the source that exist', () => {
    const named = PAGES.filter((page) => !page.startsWith('CHANGELOG')).flatMap((page) =>
      all(read(page), /(?<![\w/.-])((?:src|test|migrations|scripts|reports|examples|benchmarks|docs|assets)\/[\w./-]*\w)/g)
        .filter((path) => !existsSync(join(ROOT, path)))
        .map((path) => `${page}: ${path}`),
    );
    expect(named.filter((line) => !/src\/providers/.test(line))).toEqual([]);
  });
});

describe('every one of these is documented, and nothing else is', () => {
  it('commands, in docs/commands.md and in the README', () => {
    expect(all(read('docs/commands.md'), /^## aweigh (.+)$/gm)).toEqual(commands);
    const table = all(read('README.md'), /^\| `([a-z][a-z -]*)[^`]*`/gm).map((name) => name.trim());
    expect(table.toSorted()).toEqual(commands);
  });

  it('environment variables', () => {
    const documented = all(PAGES.map(read).join('\n'), /\b(AWEIGH_[A-Z_]+)\b/g);
    expect(documented).toEqual(Object.keys(VARIABLES.shape).toSorted());
  });

  it('problem codes', () => {
    expect(all(read('docs/problems.md'), /^\| `([a-z0-9_]+)`/gm)).toEqual(Object.keys(PROBLEM_CODES).toSorted());
  });

  it('reports, each with a page of its own', () => {
    const folders = readdirSync(join(ROOT, 'reports'), { withFileTypes: true }).filter((entry) => entry.isDirectory());
    expect(folders.map((entry) => entry.name).toSorted()).toEqual(reportKinds);
    expect(reportKinds.filter((kind) => !existsSync(join(ROOT, 'reports', kind, 'README.md')))).toEqual([]);
    expect(reportKinds.filter((kind) => !read('README.md').includes(`reports/${kind}`))).toEqual([]);
  });
});

describe('package.json', () => {
  it('has the scripts that people and CI call', () => {
    const promised = ['dev', 'check', 'test', 'test:runtimes', 'goldens', 'bench', 'migrate', 'aweigh', 'demo', 'start'];
    expect(promised.filter((name) => !scripts.includes(name))).toEqual([]);
  });

  it('calls only files that exist', () => {
    const { scripts: bodies } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
    const files = Object.values(bodies).flatMap((body) => all(body, /\b((?:src|scripts|benchmarks)\/[\w./-]+)/g));
    expect(files.filter((file) => !existsSync(join(ROOT, file)))).toEqual([]);
  });

  it('states the version that the command line, the API and the changelog state', () => {
    const { version } = JSON.parse(read('package.json')) as { version: string };
    expect(program.version()).toBe(version);
    expect(read('CHANGELOG.md')).toMatch(/^## \[Unreleased\]$/m);
  });
});

describe('decisions', () => {
  it('are numbered without gaps and say why, what and what follows', () => {
    const names = readdirSync(join(ROOT, 'docs/adr')).toSorted();
    expect(names.map((name) => name.slice(0, 5))).toEqual(names.map((_, index) => `${String(index + 1).padStart(4, '0')}-`));
    const broken = names.filter(
      (name) => !/^# \d{4}\. [\s\S]*Status: [\s\S]*## Why[\s\S]*## Decision[\s\S]*## What follows/.test(read(`docs/adr/${name}`)),
    );
    expect(broken).toEqual([]);
  });
});
