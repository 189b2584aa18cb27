import { Option } from 'commander';
import { Listr, ListrLogger, ProcessOutput, type ListrTask } from 'listr2';
import { PROVIDERS } from '../../../examples/sample-company/company.ts';
import type { SampleBills } from '../../../examples/sample-company/generate.ts';
import type { CommandContext, RegisterCommand } from '../context.ts';
import type { NodeStore } from '../db.ts';
import {
  askSample,
  deliveriesOf,
  demoFolders,
  loadSample,
  makeBills,
  writeReports,
  type DemoAnswer,
  type DemoFolders,
  type LoadedDelivery,
} from '../demo.ts';
import { demoJson, printAddresses, printStory, type DemoStory } from '../demo-story.ts';
import { printJson } from '../output.ts';
import { serveUntil, stopSignal } from '../serve-until.ts';
import { portOf } from './serve.ts';

interface DemoOptions {
  readonly out: string;
  readonly port: string;
  readonly serve: boolean;
  readonly json?: boolean;
}

/** `aweigh demo`: a fictional company with bills of five clouds, from bills to reports, in a database of its own. */
export const registerDemo: RegisterCommand = (program, context) => {
  program
    .command('demo')
    .description('a sample company with bills of five clouds: loads them, analyses, writes reports, then serves')
    .option('--out <dir>', 'where bills, database and reports go', './out/demo')
    .addOption(new Option('--port <n>', 'port of the API').default('8787'))
    .option('--no-serve', 'end when the reports are written')
    .option('--json', 'print exactly one JSON document on stdout')
    .addHelpText('after', '\nExample:\n  aweigh demo --out ./out/demo --no-serve')
    .action((options: DemoOptions) => demo(context, options));
};

async function demo(context: CommandContext, options: DemoOptions): Promise<void> {
  const port = portOf(options.port);
  const folders = demoFolders(options.out);
  const store = context.store({ db: folders.database });
  const story = await play(store, context, folders);
  store.close();
  const json = options.json === true;
  if (!json) printStory(story);
  if (!options.serve) return json ? printJson(demoJson(story, null)) : undefined;
  const work = { config: context.config, databasePath: folders.database, host: '127.0.0.1', port };
  await serveUntil(stopSignal(), work, (server) => (json ? printJson(demoJson(story, server)) : printAddresses(server)));
}

/** What the steps hand on to each other. */
interface Scene {
  sample: SampleBills | null;
  loaded: LoadedDelivery[];
  answer: DemoAnswer | null;
  reports: readonly string[];
}

async function play(store: NodeStore, context: CommandContext, folders: DemoFolders): Promise<DemoStory> {
  const scene: Scene = { sample: null, loaded: [], answer: null, reports: [] };
  const tasks: ListrTask<Scene>[] = [
    { title: 'Making the bills of a sample company', task: async (own) => void (own.sample = await makeBills(folders)) },
    ...PROVIDERS.map(({ key, name }) => ({
      title: `Loading 13 months of ${name}`,
      task: async (own: Scene) => {
        for (const delivery of own.sample === null ? [] : deliveriesOf(own.sample, key)) {
          own.loaded.push(await loadSample(store, context.config, delivery));
        }
      },
    })),
    { title: 'Asking what could leave, for what, and what to ask for', task: async (own) => void (own.answer = await askSample(store)) },
    { title: 'Writing the reports', task: async (own) => void (own.reports = await writeReports(store, folders)) },
  ];
  await progressOf(tasks).run(scene);
  return { folders, ...scene };
}

/** Steps on stderr where a person looks on, nothing where the output is piped. */
function progressOf(tasks: ListrTask<Scene>[]): Listr<Scene> {
  const processOutput = new ProcessOutput(process.stderr, process.stderr);
  return new Listr<Scene>(tasks, {
    silentRendererCondition: !process.stderr.isTTY,
    rendererOptions: { logger: new ListrLogger({ processOutput }) },
  });
}
