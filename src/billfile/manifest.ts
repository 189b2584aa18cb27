import { z } from 'zod';

export interface ManifestFile {
  readonly name: string;
  /** Rows that the export wrote into it; null where the manifest does not say. */
  readonly rows: number | null;
}

/** What an export says it consists of. */
export interface Manifest {
  /** Keys or addresses of its files, as the export names them. */
  readonly files: readonly ManifestFile[];
  /** Which export and period it is, where the manifest says so: of several with one key, the latest counts. */
  readonly key: string | null;
  /** When it was made, to tell the latest; '' where it is not said. */
  readonly madeAt: string;
}

const named = (names: readonly string[]): ManifestFile[] => names.map((name) => ({ name, rows: null }));

const awsLegacy = z
  .object({ reportKeys: z.array(z.string()) })
  .transform(({ reportKeys }): Manifest => ({ files: named(reportKeys), key: null, madeAt: '' }));

const awsDataExport = z
  .object({ dataFiles: z.array(z.string()) })
  .transform(({ dataFiles }): Manifest => ({ files: named(dataFiles), key: null, madeAt: '' }));

const azureExport = z
  .object({
    blobs: z.array(z.object({ blobName: z.string(), dataRowCount: z.number().int().nullish() })),
    exportConfig: z.object({ exportName: z.string().default('') }).optional(),
    runInfo: z.object({ startDate: z.string().default(''), submittedTime: z.string().default('') }).optional(),
  })
  .transform(({ blobs, exportConfig, runInfo }): Manifest => ({
    files: blobs.map((blob) => ({ name: blob.blobName, rows: blob.dataRowCount ?? null })),
    key: runInfo === undefined ? null : `${exportConfig?.exportName ?? ''} ${runInfo.startDate}`,
    madeAt: runInfo?.submittedTime ?? '',
  }));

const ibmSnapshot = z
  .object({ files: z.array(z.object({ location: z.string() })) })
  .transform(({ files }): Manifest => ({ files: named(files.map((file) => file.location)), key: null, madeAt: '' }));

const schema = z.union([awsLegacy, awsDataExport, azureExport, ibmSnapshot]);

/** The manifest of an AWS report or data export, an Azure export or an IBM snapshot; null for any other JSON value. */
export function parseManifest(value: unknown): Manifest | null {
  const parsed = schema.safeParse(value);
  return parsed.success ? parsed.data : null;
}
