import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { addContract, addOffer, type AgreementDeps } from '../jobs/contracts.ts';
import { ingestUtilisation } from '../jobs/ingest-utilisation.ts';
import { offers } from '../store/offers.ts';
import type { NodeStore } from './db.ts';
import { parseJsonText, readTextFile } from './read-text.ts';
import { readUtilisationFile } from './utilisation-file.ts';

const SAMPLE = new URL('../../examples/sample-company/', import.meta.url);

const pathOf = (name: string): string => fileURLToPath(new URL(name, SAMPLE));

const jsonIn = (name: string): unknown => parseJsonText(pathOf(name), readTextFile(pathOf(name)));

/** What no bill holds: how busy the machines are, the agreement with one vendor, and its first offer. Safe to run twice. */
export async function loadSideData(store: NodeStore): Promise<void> {
  const clock = (): string => new Date().toISOString();
  const deps: AgreementDeps = { store, clock, randomId: randomUUID, actor: 'demo' };
  await ingestUtilisation({ store, clock, actor: deps.actor }, readUtilisationFile(pathOf('utilisation.csv')), null);
  await addContract(deps, jsonIn('contract-aws.json'), { replace: true });
  const logged = await offers(store.db, { limit: 1 });
  if (logged.items.length === 0) await addOffer(deps, jsonIn('offer-aws.json'), null);
}
