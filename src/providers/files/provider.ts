import { z } from 'zod';
import { FORMAT_FAMILIES } from '../../focus/format-families.ts';
import type { Provider } from '../provider.ts';

const settings = z.strictObject({
  path: z.string().min(1).max(4096).describe('Folder or file that bills are put into'),
  format: z
    .enum(['auto', ...FORMAT_FAMILIES])
    .default('auto')
    .describe('Format of the files, where the header does not decide it'),
});

const FOUND = { folder: 'is a folder', file: 'is a file', missing: 'does not exist', unreadable: 'cannot be read' };

/**
 * A folder of this machine. All bills in it are one delivery: a file that takes the place of another restates its
 * periods, and periods whose files are gone stay as they were published.
 */
export const filesProvider: Provider<z.infer<typeof settings>> = {
  id: 'files',
  name: 'Bill files in a folder',
  settings,
  overHttp: false,
  async check({ files }, { path }) {
    const found = await files.look(path);
    return [
      {
        permission: 'read',
        purpose: 'reading the bills',
        required: true,
        granted: found === 'folder' || found === 'file',
        detail: `${path} ${FOUND[found]}.`,
        grant: `Create ${path}, and let the user of this program read it.`,
      },
    ];
  },
  async *deliveries(_deps, { path, format }) {
    yield { name: path, billingPeriod: null, version: null, format, fetch: () => Promise.resolve([path]) };
  },
  planRequests: () => Promise.resolve([]),
};
