import type { AskedFormat } from '../focus/format-families.ts';
import type { Problem } from '../problem.ts';
import type { DescribedFile, IngestWarning, ReadTable, RollUp } from '../rollup/rollup.ts';
import type { Store } from '../store/db.ts';
import type { DeliveryStyle, Landing } from '../store/landing.ts';
import type { Clock } from '../time.ts';

/** What an ingestion needs from its surroundings. */
export interface IngestDeps {
  readonly store: Store;
  readonly landing: Landing;
  readonly rollUp: RollUp;
  readonly readTable: ReadTable;
  readonly findFiles: (paths: readonly string[]) => Promise<{
    readonly paths: readonly string[];
    readonly warnings: readonly IngestWarning[];
    /** Rows that the manifest of an export says a file has, by path. */
    readonly rows: Readonly<Record<string, number>>;
  }>;
  /** Reads a file's head and says how its columns map to FOCUS. Throws Problem for what is no bill. */
  readonly describe: (path: string, format: AskedFormat) => Promise<DescribedFile>;
  readonly sha256: (text: string) => string;
  readonly archiveFolder: (runId: string) => string | null;
  readonly clock: Clock;
  /** Names what any error means to a person, a full disk or a locked database among them. */
  readonly problemOf: (error: unknown) => Problem;
}

export interface IngestRequest {
  readonly runId: string;
  readonly paths: readonly string[];
  readonly source: string;
  readonly style: DeliveryStyle;
  /** The only family of formats to try; without it the header decides. */
  readonly format?: AskedFormat | undefined;
  /** Share of rows, and of cost, that may be rejected before nothing is published. */
  readonly maxRejected: number;
  /** Loads files again that were loaded before and replaced since. */
  readonly again?: boolean | undefined;
  /** Names to show instead of paths, for uploads that lie under a temporary name. */
  readonly shownAs?: Readonly<Record<string, string>> | undefined;
}

export interface IngestProgress {
  readonly phase: 'inspect' | 'read' | 'fold' | 'archive' | 'land' | 'summarise' | 'publish';
  readonly done: number;
  readonly total: number;
}

export interface IngestWatch {
  readonly onProgress: (progress: IngestProgress) => void;
  readonly signal?: AbortSignal | undefined;
}
