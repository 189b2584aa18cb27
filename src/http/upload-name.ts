/** Media types under which a bill file may come; anything else is refused, so that a form or a JSON text is not stored as a bill. */
const UPLOAD_TYPES = new Map<string, string>([
  ['application/octet-stream', ''],
  ['binary/octet-stream', ''],
  ['text/csv', '.csv'],
  ['application/csv', '.csv'],
  ['application/gzip', '.csv.gz'],
  ['application/x-gzip', '.csv.gz'],
  ['application/zstd', '.csv.zst'],
  ['application/vnd.apache.parquet', '.parquet'],
  ['application/x-ndjson', '.jsonl'],
  ['application/jsonl', '.jsonl'],
]);

const essence = (contentType: string | undefined): string =>
  (contentType ?? 'application/octet-stream').split(';')[0]?.trim().toLowerCase() ?? '';

export const isUploadType = (contentType: string | undefined): boolean => UPLOAD_TYPES.has(essence(contentType));

/**
 * A plain file name from what the caller said: the last part of a path, its unusual letters replaced,
 * never hidden and never empty. It names a file in a folder of its own and is shown in the run.
 */
export function uploadName(given: string | undefined, contentType: string | undefined): string {
  const last = (given ?? '').split(/[/\\]/).at(-1) ?? '';
  const plain = last
    .replace(/[^\p{L}\p{N}._ ()-]/gu, '_')
    .replace(/^\.+/, '')
    .trim();
  return plain === '' ? `upload${UPLOAD_TYPES.get(essence(contentType)) ?? ''}` : plain;
}
