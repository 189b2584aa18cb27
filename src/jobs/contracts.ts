import type { z } from 'zod';
import { vendorId } from '../catalog/vendor-names.ts';
import type { Contract } from '../focus/contract.ts';
import type { Offer } from '../focus/offer.ts';
import { Problem } from '../problem.ts';
import { contractById, contractNamed, saveContract } from '../store/contracts.ts';
import type { Store } from '../store/db.ts';
import { insertOffer } from '../store/offers.ts';
import type { Clock } from '../time.ts';
import { contractFormSchema, contractPatchSchema, contractTerms } from './contract-form.ts';
import { offerFormSchema, offerTerms } from './offer-form.ts';

export interface AgreementDeps {
  readonly store: Store;
  readonly clock: Clock;
  /** A random UUID. */
  readonly randomId: () => string;
  /** Who the audit log names. */
  readonly actor: string;
}

/**
 * Keeps a new agreement. Throws Problem input_invalid naming each field, or contract_exists when the vendor has one of this name
 * and `replace` is not set.
 */
export async function addContract(deps: AgreementDeps, form: unknown, { replace }: { readonly replace: boolean }): Promise<Contract> {
  const terms = contractTerms(parsed(contractFormSchema, form));
  const vendor = vendorId(terms.vendor);
  const now = deps.clock();
  const before = await contractNamed(deps.store.db, vendor, terms.name);
  if (before !== null && !replace) {
    throw new Problem('contract_exists', { detail: `There is a contract "${terms.name}" with ${terms.vendor}: ${before.id}.` });
  }
  const id = before?.id ?? `contract_${deps.randomId()}`;
  const contract = { id, vendorId: vendor, ...terms, createdAt: before?.createdAt ?? now, updatedAt: now };
  await saveContract(deps.store, contract, { actor: deps.actor, action: before === null ? 'contract.create' : 'contract.change' });
  return contract;
}

/** Changes fields of an agreement; clauses that are not named stay. Throws Problem contract_not_found, contract_exists or input_invalid. */
export async function changeContract(deps: AgreementDeps, id: string, patch: unknown): Promise<Contract> {
  const before = await contractWithId(deps.store, id);
  const { clauses, ...changes } = parsed(contractPatchSchema, patch);
  const { id: _id, vendorId: _vendorId, createdAt, updatedAt: _updatedAt, ...known } = before;
  const terms = contractTerms(parsed(contractFormSchema, { ...known, ...changes, clauses: { ...known.clauses, ...clauses } }));
  const vendor = vendorId(terms.vendor);
  const same = await contractNamed(deps.store.db, vendor, terms.name);
  if (same !== null && same.id !== id) {
    throw new Problem('contract_exists', { detail: `There is a contract "${terms.name}" with ${terms.vendor}: ${same.id}.` });
  }
  const contract = { id, vendorId: vendor, ...terms, createdAt, updatedAt: deps.clock() };
  await saveContract(deps.store, contract, { actor: deps.actor, action: 'contract.change' });
  return contract;
}

/** The agreement of an id. Throws Problem contract_not_found. */
export async function contractWithId(store: Store, id: string): Promise<Contract> {
  const found = await contractById(store.db, id);
  if (found === null) throw new Problem('contract_not_found', { detail: `There is no contract ${id}.` });
  return found;
}

/** Logs an offer of a vendor; `vendor` null takes the one the form names. Throws Problem input_invalid. */
export async function addOffer(deps: AgreementDeps, form: unknown, vendor: string | null): Promise<Offer> {
  const fields = parsed(offerFormSchema, form);
  const named = vendor ?? fields.vendor ?? null;
  if (named === null) throw invalid([{ field: 'vendor', detail: 'is missing' }]);
  if (fields.vendor !== undefined && vendorId(fields.vendor) !== vendorId(named)) {
    throw invalid([{ field: 'vendor', detail: `is ${fields.vendor}, but the request is for ${named}` }]);
  }
  const offer = { id: `offer_${deps.randomId()}`, vendorId: vendorId(named), ...offerTerms(fields, named), createdAt: deps.clock() };
  await insertOffer(deps.store, offer, deps.actor);
  return offer;
}

function parsed<Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw invalid(result.error.issues.map((issue) => ({ field: issue.path.join('.') || 'document', detail: issue.message })));
}

const invalid = (errors: readonly { readonly field: string; readonly detail: string }[]): Problem =>
  new Problem('input_invalid', { detail: errors.map((error) => `${error.field}: ${error.detail}`).join('; '), errors });
