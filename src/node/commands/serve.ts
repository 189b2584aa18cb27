import { Problem } from '../../problem.ts';
import { withCommonOptions, type CommonOptions, type RegisterCommand } from '../context.ts';
import { note, printJson } from '../output.ts';
import { serveUntil, stopSignal } from '../serve-until.ts';

interface ServeOptions extends CommonOptions {
  readonly host: string;
  readonly port: string;
  readonly schedule?: string;
}

/** `aweigh serve`: the REST API in one process, until SIGINT or SIGTERM. */
export const registerServe: RegisterCommand = (program, context) => {
  const command = program
    .command('serve')
    .description('the REST API, with its description at /docs')
    .option('--host <address>', 'address to listen on; one that other machines reach needs a key to exist', '127.0.0.1')
    .option('--schedule <cron>', 'when nights begin, such as "0 2 * * *"; stored, as PUT /v1/schedule does')
    .option('--port <number>', 'port to listen on; 0 takes a free one', '8787');
  withCommonOptions(command, 'aweigh serve --port 8787').action(async (options: ServeOptions) => {
    const address = { host: options.host, port: portOf(options.port) };
    const databasePath = options.db ?? context.config.databasePath;
    await serveUntil(stopSignal(), { config: context.config, databasePath, cron: options.schedule, ...address }, ({ url, welcomeUrl }) => {
      if (options.json === true) printJson({ url, welcomeUrl });
      note(`aweigh answers at ${url} (the API: ${url}/docs). Ctrl-C stops it.`);
      if (welcomeUrl !== null) note(`No key exists yet. Open this link once, within 15 minutes, for the first one:\n  ${welcomeUrl}`);
    });
  });
};

/** The port of --port; 0 takes a free one. Throws Problem usage_invalid. */
export function portOf(text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : -1;
  if (port < 0 || port > 65_535) throw new Problem('usage_invalid', { detail: `--port ${text} is no port; ports are 0 to 65535.` });
  return port;
}
