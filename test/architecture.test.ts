import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { PROBLEM_CODES } from '../src/problem-codes.ts';
import { COST_METRICS, focusName, SERIES_DIMENSIONS } from '../src/focus/columns.ts';
import { FOCUS_VERSIONS } from '../src/focus/focus-columns.ts';
import { COST_DIMENSIONS } from '../src/focus/filter.ts';
import { placesOf, ROOT, sourceFiles, type SourceFile } from './source-files.ts';

const files = sourceFiles('src');
const VOCABULARY = ['focus', 'finding', 'money', 'time', 'problem'];

/** Left may import right; a folder may always import itself. node and workers may import anything. */
const MAY_IMPORT: Record<string, readonly string[]> = {
  money: [],
  time: [],
  problem: [],
  config: ['problem'],
  focus: ['money', 'time', 'problem'],
  finding: ['focus', 'money', 'time'],
  kubernetes: ['money'],
  catalog: ['focus', 'kubernetes', 'money', 'time', 'problem'],
  billfile: ['focus', 'catalog', 'money', 'time', 'problem'],
  rollup: ['billfile', 'focus', 'money', 'time', 'problem'],
  'rollup/duckdb': ['rollup', 'billfile', 'focus', 'money', 'time', 'problem'],
  providers: ['focus', 'catalog', 'billfile', 'rollup', 'money', 'time', 'problem'],
  store: ['focus', 'finding', 'money', 'time', 'problem'],
  analysis: ['catalog', 'focus', 'kubernetes', 'finding', 'money', 'time'],
  charts: ['money', 'time'],
  reports: ['finding', 'charts', 'focus', 'money', 'time'],
  jobs: ['providers', 'rollup', 'store', 'analysis', 'reports', 'catalog', 'config', ...VOCABULARY],
  web: ['charts', 'reports', ...VOCABULARY],
  http: ['store', 'reports', 'jobs', 'web', 'catalog', 'analysis', 'config', ...VOCABULARY],
};

/** Packages that core folders may use; everything else belongs to node, workers and rollup/duckdb. */
const CORE_PACKAGES: Record<string, readonly string[]> = {
  '@aws-sdk/client-cost-explorer': ['providers'],
  '@aws-sdk/client-s3': ['providers'],
  '@aws-sdk/client-sts': ['providers'],
  zod: ['config', 'catalog', 'billfile', 'providers', 'http', 'jobs'],
  'drizzle-orm': ['store'],
  croner: ['jobs'],
  hono: ['http', 'web'],
  '@hono/zod-openapi': ['http'],
  'd3-scale': ['charts'],
  'd3-shape': ['charts'],
};

const RUNTIME_FOLDERS = ['node', 'workers', 'rollup/duckdb'];

/** Larger than the budget, each with its reason. Rows of data are not counted at all. */
const LONG_FILES: Record<string, string> = {};

const isData = (path: string): boolean => /\/rows\/|\.gen\.|src\/focus\/focus-columns\.ts|src\/billfile\/formats\//.test(path);

/** The folder of a file as the import table names it. */
function unitOf(path: string): string {
  const [, first = '', second = ''] = path.split('/');
  if (first === 'rollup' && second === 'duckdb') return 'rollup/duckdb';
  if (!first.endsWith('.ts')) return first;
  const name = first.slice(0, -3);
  return name === 'problem-codes' ? 'problem' : name;
}

const isRuntime = (file: SourceFile): boolean => RUNTIME_FOLDERS.includes(unitOf(file.path));
const core = files.filter((file) => !isRuntime(file));
const outside = (allowed: (path: string) => boolean): SourceFile[] => files.filter((file) => !allowed(file.path));

describe('the import table', () => {
  it('names every folder and file of src', () => {
    const units = new Set(files.map((file) => unitOf(file.path)));
    expect([...units].filter((unit) => !(unit in MAY_IMPORT) && !['node', 'workers'].includes(unit))).toEqual([]);
  });

  it('is kept: no folder imports what stands left of it', () => {
    const broken = files
      .filter((file) => !['node', 'workers'].includes(unitOf(file.path)))
      .flatMap((file) => {
        const unit = unitOf(file.path);
        const allowed = [unit, ...(MAY_IMPORT[unit] ?? [])];
        return file.imports.filter((one) => one.own && !allowed.includes(unitOf(one.target))).map((one) => `${file.path} -> ${one.target}`);
      });
    expect(broken).toEqual([]);
  });

  it('lets only runtime folders reach runtime folders', () => {
    const broken = core.flatMap((file) =>
      file.imports.filter((one) => one.own && RUNTIME_FOLDERS.includes(unitOf(one.target))).map((one) => `${file.path} -> ${one.target}`),
    );
    expect(broken).toEqual([]);
  });

  it('gives each package to the folders that need it', () => {
    const broken = core.flatMap((file) =>
      file.imports
        .filter((one) => !one.own && !(CORE_PACKAGES[one.target] ?? []).includes(unitOf(file.path)))
        .map((one) => `${file.path} -> ${one.target}`),
    );
    expect(broken).toEqual([]);
  });

  it('imports only files that exist, with their extension', () => {
    const broken = files.flatMap((file) =>
      file.imports.filter((one) => one.own && !existsSync(join(ROOT, one.target))).map((one) => `${file.path} -> ${one.target}`),
    );
    expect(broken).toEqual([]);
  });

  it('has no cycle, type imports included', () => {
    expect(cycles(files)).toEqual([]);
  });
});

describe('runtimes', () => {
  it('stay in their folders: the core names neither node: nor process nor Buffer', () => {
    expect(
      core.flatMap((file) => file.imports.filter((one) => one.target.startsWith('node:')).map((one) => `${file.path} -> ${one.target}`)),
    ).toEqual([]);
    expect(core.flatMap((file) => placesOf(file, /\bprocess\.|\bBuffer\b|\b__dirname\b|\brequire\(/))).toEqual([]);
  });

  it('are the only place of time and randomness', () => {
    const broken = outside((path) => path === 'src/time.ts' || /^src\/(node|workers)\//.test(path)).flatMap((file) =>
      placesOf(file, /\bnew Date\b|\bDate\.now\b|\bMath\.random\b|\brandomUUID\b|\bgetRandomValues\b|\bperformance\.now\b/),
    );
    expect(broken).toEqual([]);
  });

  it('leave the naming of environment variables to config.ts', () => {
    const named = outside((path) => ['src/config.ts', 'src/problem-codes.ts'].includes(path)).filter(
      (file) => !/\/commands\//.test(file.path),
    );
    expect(named.flatMap((file) => placesOf(file, /['"`]AWEIGH_[A-Z_]+['"`]|\.AWEIGH_|\bprocess\.env[.[]/, file.text))).toEqual([]);
  });
});

describe('budgets', () => {
  it('hold for files: at most 250 lines, save the exceptions named above', () => {
    const counted = files.filter((file) => !isData(file.path));
    expect(counted.filter((file) => file.lines > 250 && !(file.path in LONG_FILES)).map((file) => `${file.path}: ${file.lines}`)).toEqual(
      [],
    );
    expect(Object.keys(LONG_FILES).filter((path) => !counted.some((file) => file.path === path && file.lines > 250))).toEqual([]);
  });

  it('hold for the median file: at most 100 lines', () => {
    const lengths = files.filter((file) => !isData(file.path)).map((file) => file.lines);
    expect(lengths.toSorted((a, b) => a - b)[Math.floor(lengths.length / 2)]).toBeLessThanOrEqual(100);
  });
});

describe('money', () => {
  const mayHoldNumbers = /^src\/(money\.ts|time\.ts|kubernetes\/|charts\/|reports\/render\/|node\/|workers\/|rollup\/duckdb\/)/;

  it('never becomes a JavaScript number outside the named folders', () => {
    const broken = outside((path) => mayHoldNumbers.test(path)).flatMap((file) =>
      placesOf(file, /\bNumber\(|\bNumber\)|\bparseFloat\b|\bparseInt\b|\.toFixed\(/),
    );
    expect(broken).toEqual([]);
  });
});

describe('names', () => {
  it('of files are kebab-case and say what is inside', () => {
    const broken = files.filter((file) => {
      const name = baseName(file.path);
      const says = new RegExp(`\\b${name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())}\\b`);
      if (/-(manager|service|helper|util)$/.test(name) && !says.test(file.code)) return true;
      return !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name) || /^(index|utils?|helpers?|common|lib|types?|misc)$/.test(name);
    });
    expect(broken.map((file) => file.path)).toEqual([]);
    expect(files.filter(({ path }) => /\/(utils?|helpers?|common|lib|types?)\//.test(path)).map((file) => file.path)).toEqual([]);
  });

  it('of columns and dimensions are those of FOCUS', () => {
    const ours = ['operation', 'usageType', 'day', 'month', 'billingPeriod'];
    const known = focusColumns();
    const used = [...SERIES_DIMENSIONS, ...COST_METRICS, ...COST_DIMENSIONS].filter((name) => !ours.includes(name));
    expect(used.filter((name) => !known.has(focusName(name)))).toEqual([]);
  });

  it('of FOCUS columns are spelt one way in the whole source', () => {
    const spelt = new Map([...focusColumns()].map((name) => [name.toLowerCase(), spellings(name)]));
    const broken = files.flatMap((file) =>
      [...new Set(file.code.match(/\b[a-z_][a-z0-9_]{5,}\b/gi) ?? [])]
        .filter((word) => spelt.get(word.replaceAll('_', '').toLowerCase())?.includes(word) === false)
        .map((word) => `${file.path}: ${word}`),
    );
    expect(broken).toEqual([]);
  });

  it('keep to the words of FOCUS and the FinOps Foundation', () => {
    const other = /\b(lineItem|amortizedCost|unblendedCost|blendedCost|netAmortized)\w*/i;
    expect(
      outside((path) => /^src\/(billfile|rollup\/duckdb|catalog\/rows|providers)\//.test(path)).flatMap((file) => placesOf(file, other)),
    ).toEqual([]);
  });
});

describe('habits', () => {
  it('Problem is the only class', () => {
    expect(outside((path) => path === 'src/problem.ts').flatMap((file) => placesOf(file, /(?:^|\s)class\s+\w+/))).toEqual([]);
  });

  it('errors are caught only where they are answered: http, jobs, node, workers, the roll-up engine, client retry', () => {
    const allowed = /^src\/(http|jobs|node|workers|rollup\/duckdb)\/|^src\/providers\/\w+\/client\.ts$/;
    expect(outside((path) => allowed.test(path)).flatMap((file) => placesOf(file, /\bcatch\b/))).toEqual([]);
  });

  it('nobody says any, non-null, enum or re-exports a folder', () => {
    expect(files.flatMap((file) => placesOf(file, /\bas any\b|: any\b|^\s*(export )?(const )?enum\s|\bexport \* from\b/))).toEqual([]);
  });

  it('comments hold reasons, not plans or banners', () => {
    expect(files.flatMap((file) => placesOf(file, /\b(TODO|FIXME|XXX:|HACK)\b|\/\/\s*[-=*#]{4,}|\/\*{3,}/, file.text))).toEqual([]);
  });

  it('every problem code is used somewhere', () => {
    const source = files.filter((file) => file.path !== 'src/problem-codes.ts').map((file) => file.text);
    expect(Object.keys(PROBLEM_CODES).filter((code) => !source.some((text) => text.includes(`'${code}'`)))).toEqual([]);
  });
});

const baseName = (path: string): string => path.replace(/^.*\//, '').replace(/(\.gen)?\.tsx?$/, '');

describe('tests', () => {
  const tests = sourceFiles('test').filter((file) => file.path !== 'test/architecture.test.ts');

  it('mock nothing, wait for nothing, and leave none of their number out', () => {
    expect(
      tests.flatMap((file) =>
        placesOf(file, /\bvi\.(mock|stubGlobal)\b|\b(it|describe|test)\.(only|todo)\b|\b(it|describe|test)\.skip\(|\bsleep\(/),
      ),
    ).toEqual([]);
  });

  it('leave randomness to properties and seeded generators', () => {
    expect(tests.flatMap((file) => placesOf(file, /\bMath\.random\b/))).toEqual([]);
  });
});

function focusColumns(): Set<string> {
  return new Set(FOCUS_VERSIONS.flatMap((version) => [...version.mandatory, ...version.other]));
}

/** BilledCost: as the file spells it, as the program, as the database, and as a constant. */
function spellings(name: string): string[] {
  const camel = name.charAt(0).toLowerCase() + name.slice(1);
  const snake = camel.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  return [name, camel, snake, snake.toUpperCase()];
}

/** Every cycle once, as "a -> b -> a". */
function cycles(all: readonly SourceFile[]): string[] {
  const byPath = new Map(all.map((file) => [file.path, file]));
  const done = new Set<string>();
  const found: string[] = [];
  const visit = (path: string, trail: readonly string[]): void => {
    const start = trail.indexOf(path);
    if (start >= 0) {
      found.push([...trail.slice(start), path].join(' -> '));
      return;
    }
    if (done.has(path)) return;
    for (const one of byPath.get(path)?.imports ?? []) if (one.own) visit(one.target, [...trail, path]);
    done.add(path);
  };
  byPath.forEach((_, path) => visit(path, []));
  return found;
}
