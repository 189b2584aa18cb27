import { Problem } from '../../problem.ts';
import type { PermissionCheck } from '../provider.ts';

/** A required permission by whether `ask` gets an answer. Throws only Problem source_unreachable. */
export async function probed(
  one: Pick<PermissionCheck, 'permission' | 'purpose' | 'grant'>,
  ask: () => Promise<void>,
): Promise<PermissionCheck> {
  try {
    await ask();
    return { ...one, required: true, granted: true, detail: 'Answered.' };
  } catch (error) {
    if (!(error instanceof Problem) || error.code === 'source_unreachable') throw error;
    const denied = error.code === 'source_permission_missing';
    return { ...one, required: true, granted: false, detail: error.message, grant: denied ? one.grant : error.hint };
  }
}
