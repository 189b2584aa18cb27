import type { IngestProgress } from '../jobs/ingest-deps.ts';

const PHASES: Record<IngestProgress['phase'], string> = {
  inspect: 'checking files',
  read: 'reading files',
  fold: 'folding rows into charges',
  archive: 'keeping the roll-up',
  land: 'storing charges',
  summarise: 'storing summaries',
  publish: 'publishing',
};

export interface ProgressLine {
  show(progress: IngestProgress): void;
  end(): void;
}

/** One line on stderr that rewrites itself on a terminal and is silent when piped. */
export function ingestProgress(): ProgressLine {
  const started = performance.now();
  let shownAt = 0;
  let shown = false;
  return {
    show: ({ phase, done, total }) => {
      const now = performance.now();
      if (!process.stderr.isTTY || (now - shownAt < 100 && done < total)) return;
      shownAt = now;
      shown = true;
      const rate =
        phase === 'land' && done > 0
          ? `  ${done.toLocaleString('en')} of ${total.toLocaleString('en')} charges`
          : total > 1
            ? `  ${done + 1} of ${total}`
            : '';
      process.stderr.write(`\r\u001b[2K${PHASES[phase]}${rate}  ${((now - started) / 1000).toFixed(0)} s`);
    },
    end: () => {
      if (shown) process.stderr.write('\r\u001b[2K');
      shown = false;
    },
  };
}
