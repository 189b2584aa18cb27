import { Problem } from '../../problem.ts';

/** Turns an error of the engine into the Problem a person can act on. */
export function engineProblem(error: unknown, paths: readonly string[]): Problem {
  if (error instanceof Problem) return error;
  const message = error instanceof Error ? error.message : String(error);
  const path = paths.find((one) => message.includes(one)) ?? (paths.length === 1 ? paths[0] : undefined);
  const context = { detail: message.split('\n')[0] ?? message, path, cause: error };
  if (/interrupted/i.test(message)) return new Problem('cancelled', { ...context, detail: 'The ingestion was stopped.' });
  if (/no space left|disk full|max_temp_directory_size|could not write/i.test(message)) return new Problem('disk_full', context);
  if (/conversion error.*out of range|overflow/is.test(message)) {
    const detail = 'A cost of one day and series, or a sum of them over a month, is above 9.2 billion units of its currency.';
    return new Problem('amount_too_large', { ...context, detail });
  }
  if (/out of memory/i.test(message))
    return new Problem('file_unreadable', { ...context, detail: `${context.detail} Raise AWEIGH_MEMORY_LIMIT.` });
  if (/state machine reached an invalid state/i.test(message)) {
    return new Problem('row_malformed', {
      ...context,
      detail: 'Line ends of two kinds (CR LF and LF) or stray quotes make the file unreadable as CSV.',
    });
  }
  if (/unicode|utf-8|encoding/i.test(message)) return new Problem('file_not_utf8', context);
  if (/parquet|magic bytes|thrift|snappy|zstd|gzip|decompress|corrupt|frame descriptor/i.test(message))
    return new Problem('file_truncated', context);
  return new Problem('file_unreadable', context);
}
