import { z } from 'zod';
import { Problem } from '../problem.ts';
import type { PermissionCheck, Provider, ProviderDeps } from '../providers/provider.ts';
import { PROVIDERS } from '../providers/registry.ts';
import type { Store } from '../store/db.ts';
import { deleteSource, saveSource, sourceNamed, type StoredSource } from '../store/sources.ts';
import type { Clock } from '../time.ts';

export interface SourceDeps {
  readonly store: Store;
  readonly clock: Clock;
  /** Who the audit log names. */
  readonly actor: string;
  /** Whether the wish came over HTTP, where nobody may choose paths of this machine. */
  readonly overHttp: boolean;
}

/** Words of the command line that would hide a source of the same name. */
const RESERVED = ['file', 'utilisation', 'help'];

const sourceNameSchema = z
  .string()
  .regex(/^[A-Za-z0-9][\w.-]{0,99}$/, 'is 1 to 100 letters, digits, dots, dashes and underscores')
  .refine((name) => !RESERVED.includes(name), `is none of ${RESERVED.join(', ')}`);

/** What providers need from outside, as those who may not import them name it. */
export type ProviderPort = ProviderDeps;

export interface SourceForm {
  readonly name: string;
  readonly provider: string;
  readonly settings: unknown;
}

/** The provider of an id. Throws Problem source_settings_invalid. */
export function providerOf(id: string): Provider {
  const found = PROVIDERS.find((provider) => provider.id === id);
  if (found !== undefined) return found;
  const detail = `is "${id}"; known are ${PROVIDERS.map((one) => one.id).join(', ')}`;
  throw new Problem('source_settings_invalid', { detail: `provider ${detail}.`, errors: [{ field: 'provider', detail }] });
}

/** Keeps a new source. Throws Problem source_exists, source_settings_invalid or source_local_only. */
export async function addSource(deps: SourceDeps, form: SourceForm): Promise<StoredSource> {
  const name = parsed(sourceNameSchema, form.name, 'name');
  const settings = settingsFor(deps, form.provider, form.settings);
  if ((await sourceNamed(deps.store.db, name)) !== null) throw new Problem('source_exists', { detail: `There is a source ${name}.` });
  const now = deps.clock();
  const one = { name, provider: form.provider, settings, readAt: null, createdAt: now, updatedAt: now };
  await saveSource(deps.store, one, { actor: deps.actor, action: 'source.add' });
  return one;
}

/** Changes settings that are named; null takes one back to its default. Throws Problem source_not_found and as addSource. */
export async function changeSource(deps: SourceDeps, name: string, patch: Readonly<Record<string, unknown>>): Promise<StoredSource> {
  const before = await sourceWithName(deps.store, name);
  const merged = { ...(before.settings as object), ...patch };
  const stated = Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== null));
  const settings = settingsFor(deps, before.provider, stated);
  const one = { ...before, settings, readAt: null, updatedAt: deps.clock() };
  await saveSource(deps.store, one, { actor: deps.actor, action: 'source.change' });
  return one;
}

/** Forgets how a source is read; what it published stays. Throws Problem source_not_found. */
export async function removeSource(deps: SourceDeps, name: string): Promise<void> {
  await sourceWithName(deps.store, name);
  await deleteSource(deps.store, name, { actor: deps.actor, at: deps.clock() });
}

/** The source of a name. Throws Problem source_not_found. */
export async function sourceWithName(store: Store, name: string): Promise<StoredSource> {
  const found = await sourceNamed(store.db, name);
  if (found === null) throw new Problem('source_not_found', { detail: `There is no source ${name}.` });
  return found;
}

export interface SourceCheck {
  readonly source: string;
  readonly provider: string;
  /** Whether nothing required is missing. */
  readonly ready: boolean;
  readonly permissions: readonly PermissionCheck[];
}

/** Probes every permission of a source. Throws Problem source_not_found, or source_unreachable where nothing answers. */
export async function checkSource(deps: { readonly store: Store; readonly provider: ProviderDeps }, name: string): Promise<SourceCheck> {
  const one = await sourceWithName(deps.store, name);
  const provider = providerOf(one.provider);
  const permissions = await provider.check(deps.provider, settingsOf(one));
  const ready = permissions.every((permission) => permission.granted || !permission.required);
  return { source: name, provider: one.provider, ready, permissions };
}

/** The settings of a stored source as its provider takes them today. Throws Problem source_settings_invalid. */
export const settingsOf = (one: StoredSource): unknown => parsed(providerOf(one.provider).settings, one.settings, 'settings');

function settingsFor(deps: SourceDeps, provider: string, settings: unknown): unknown {
  const known = providerOf(provider);
  if (deps.overHttp && !known.overHttp) {
    throw new Problem('source_local_only', { detail: `Sources of the provider ${provider} name paths of the machine.` });
  }
  return parsed(known.settings, settings, 'settings');
}

function parsed<Output>(schema: z.ZodType<Output>, value: unknown, field: string): Output {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const errors = result.error.issues.map((issue) => ({ field: [field, ...issue.path].join('.'), detail: issue.message }));
  throw new Problem('source_settings_invalid', { detail: errors.map((one) => `${one.field}: ${one.detail}`).join('; '), errors });
}
