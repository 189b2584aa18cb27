import { z } from 'zod';
import type { UtilisationWindow } from '../focus/utilisation.ts';
import { isDay } from '../time.ts';

interface WindowTexts {
  /** An interval of ISO 8601, "2026-10-01/2026-11-01". */
  readonly window: string | null;
  readonly from: string | null;
  readonly to: string | null;
}

interface RefusedWindow {
  readonly field: 'from' | 'to' | 'window';
  readonly refused: string;
}

const instant = z.iso.datetime({ offset: true });

/** The window a row names, or `standIn` where it names none. Days and instants in UTC are taken; half-open, the end after the start. */
export function readWindow(texts: WindowTexts, standIn: UtilisationWindow | null): UtilisationWindow | RefusedWindow {
  if (texts.window !== null && (texts.from !== null || texts.to !== null)) {
    return { field: 'window', refused: 'stands beside a start or an end; leave one of them out' };
  }
  const parts = texts.window?.split('/') ?? [texts.from, texts.to];
  const [start, end] = parts;
  if (texts.window !== null && parts.length !== 2) return { field: 'window', refused: `is "${texts.window}"; expected FROM/TO` };
  if ((start ?? null) === null && (end ?? null) === null) {
    return standIn ?? { field: 'from', refused: 'is missing; name the window in the file, or with --from and --to' };
  }
  const from = momentOf(start ?? null);
  const to = momentOf(end ?? null);
  if (from === null) return { field: texts.window === null ? 'from' : 'window', refused: refusal(start ?? null) };
  if (to === null) return { field: texts.window === null ? 'to' : 'window', refused: refusal(end ?? null) };
  const mixed = from.length !== to.length && (isDay(from) || isDay(to));
  const window = mixed ? { from: atMidnight(from), to: atMidnight(to) } : { from, to };
  if (window.to > window.from) return window;
  return { field: texts.window === null ? 'to' : 'window', refused: `is ${to}; a window ends after it starts (${from})` };
}

/** A day as it stands, or an instant to the second with Z; null for anything else, also for instants of another zone than UTC. */
function momentOf(text: string | null): string | null {
  if (text === null) return null;
  if (isDay(text)) return text;
  const utc = text.replace(' ', 'T').replace(/(?:[+-]00:?00|z)$/i, 'Z');
  return instant.safeParse(utc).success && utc.endsWith('Z') && isDay(utc.slice(0, 10)) ? utc.replace(/(\.\d+)?Z$/, 'Z') : null;
}

const atMidnight = (moment: string): string => (isDay(moment) ? `${moment}T00:00:00Z` : moment);

const refusal = (text: string | null): string =>
  text === null ? 'is missing' : `is "${text}"; expected a day such as 2026-10-01, or an instant in UTC such as 2026-10-01T00:00:00Z`;
