import type { PermissionCheck } from '../provider.ts';
import { outcomeOf } from './client.ts';

/** A required permission by whether `ask` gets an answer. Throws only Problem source_unreachable. */
export async function probed(
  one: Pick<PermissionCheck, 'permission' | 'purpose' | 'grant'>,
  ask: () => Promise<void>,
): Promise<PermissionCheck> {
  const outcome = await outcomeOf(ask);
  if ('value' in outcome) return { ...one, required: true, granted: true, detail: 'Answered.' };
  const { code, message, hint } = outcome.problem;
  if (code === 'source_unreachable') throw outcome.problem;
  const grant = code === 'source_permission_missing' ? one.grant : hint;
  return { ...one, required: true, granted: false, detail: message, grant };
}
