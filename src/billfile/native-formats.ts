import type { BillFormat } from './bill-format.ts';
import { awsCostExplorer } from './formats/aws-cost-explorer.ts';
import { awsCur } from './formats/aws-cur.ts';
import { awsCur2 } from './formats/aws-cur-2.ts';
import { azureCostExport } from './formats/azure-cost-export.ts';
import { gcpBillingExport } from './formats/gcp-billing-export.ts';
import { ibmUsage } from './formats/ibm-usage.ts';
import { ociCost } from './formats/oci-cost.ts';
import { ociUsage } from './formats/oci-usage.ts';

/** The clouds' own formats; the first whose signature a header has is taken. */
export const NATIVE_FORMATS: readonly BillFormat[] = [
  awsCur2,
  awsCur,
  azureCostExport,
  gcpBillingExport,
  ociCost,
  ociUsage,
  ibmUsage,
  awsCostExplorer,
];
