import { configure, getJsonLinesFormatter, getLogger, reset } from '@logtape/logtape';
import { DEFAULT_REDACT_FIELDS, redactByField, redactByPattern, type RedactionPattern } from '@logtape/redaction';
import type { Config } from '../config.ts';
import type { RequestEvent } from '../http/app-deps.ts';

/** Keys of this product and anything that follows "Bearer", wherever they stand in a line. */
const SECRETS: RedactionPattern[] = [
  { pattern: /awk_[\w-]{8,}/g, replacement: '[redacted]' },
  { pattern: /Bearer\s+[\w.~+/-]+=*/gi, replacement: 'Bearer [redacted]' },
  { pattern: /([?&]token=)[^&\s"]+/g, replacement: '$1[redacted]' },
];

const FIELDS = [...DEFAULT_REDACT_FIELDS, /authorization/i, /cookie/i, /secret/i, /^key$/i];

/** JSON lines on `write` (stderr), with secrets taken out by field and by shape. */
export async function configureLog(level: Config['logLevel'], write: (line: string) => void): Promise<void> {
  const format = redactByPattern(getJsonLinesFormatter({ properties: 'flatten' }), SECRETS);
  const sink = redactByField((record) => write(format(record)), { fieldPatterns: FIELDS, action: () => '[redacted]' });
  await configure({
    reset: true,
    sinks: { lines: sink },
    loggers: [
      { category: 'aweigh', lowestLevel: level, sinks: ['lines'] },
      { category: ['logtape', 'meta'], lowestLevel: 'warning', sinks: ['lines'] },
    ],
  });
}

export const closeLog = (): Promise<void> => reset();

const logger = getLogger(['aweigh', 'http']);

/** One line a request: reads that went well only at level debug, so that a busy server is not a busy disk. */
export function logRequest(event: RequestEvent): void {
  const isRoutine = event.status < 400 && event.method === 'GET';
  if (isRoutine && !logger.isEnabledFor('debug')) return;
  const { error, ...fields } = event;
  const properties = error instanceof Error ? { ...fields, error: error.stack ?? error.message } : fields;
  if (event.status >= 500) logger.error('request failed', properties);
  else if (event.status >= 400) logger.warning('request refused', properties);
  else if (isRoutine) logger.debug('request', properties);
  else logger.info('request', properties);
}

export const serverLog = getLogger(['aweigh', 'serve']);
