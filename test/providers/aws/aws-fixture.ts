import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { nodeProviderDeps } from '../../../src/node/provider-deps.ts';
import type { Delivery, PeriodRange, Provider, ProviderDeps } from '../../../src/providers/provider.ts';

export const SECRETS = {
  SECRET_KEY_ID: 'AKIAFICTIONALKEY0001',
  SECRET_KEY: 'fictional/secret+of/nobody',
  SECRET_SESSION: 'fictional-session',
};
export const CREDENTIALS = { accessKeyId: 'SECRET_KEY_ID', secretAccessKey: 'SECRET_KEY', sessionToken: 'SECRET_SESSION' };

/** A server on this machine for one test; answers its address. */
export async function serve(answer: (request: IncomingMessage, response: ServerResponse) => Promise<void>): Promise<string> {
  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

export async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

export interface TestDeps extends ProviderDeps {
  /** Milliseconds that were waited between attempts, none of them really. */
  readonly waits: number[];
}

/** What a provider gets, writing below `folder`; it never waits. */
export function testDeps(folder: string, now = '2024-10-20T08:00:00.000Z'): TestDeps {
  const waits: number[] = [];
  const deps = nodeProviderDeps(join(folder, 'incoming'), { environment: SECRETS });
  return { ...deps, clock: () => now, random: () => 0.5, wait: (ms) => Promise.resolve(void waits.push(ms)), waits };
}

/** A value in the settings' own form, defaults included. */
export const settingsOf = <Settings>(provider: Provider<Settings>, given: object): Settings => provider.settings.parse(given);

export async function deliveriesOf<Settings>(
  provider: Provider<Settings>,
  { deps, settings, range }: { readonly deps: ProviderDeps; readonly settings: Settings; readonly range: PeriodRange },
): Promise<Delivery[]> {
  const deliveries: Delivery[] = [];
  for await (const delivery of provider.deliveries(deps, settings, range)) deliveries.push(delivery);
  return deliveries;
}
