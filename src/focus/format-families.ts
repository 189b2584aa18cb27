/** Families of bill formats, as `--format` names them. */
export const FORMAT_FAMILIES = ['focus', 'aws-cur', 'azure', 'gcp', 'oci', 'ibm'] as const;

export type FormatFamily = (typeof FORMAT_FAMILIES)[number];

/** What a caller says of the format of its files: nothing, or the only family to try. */
export type AskedFormat = FormatFamily | 'auto';
