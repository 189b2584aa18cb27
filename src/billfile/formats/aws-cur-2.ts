import type { BillFormat } from '../bill-format.ts';
import { awsCur } from './aws-cur.ts';
import { AWS_CUR_COLUMNS, AWS_CUR_NOTES } from './aws-cur-columns.ts';

/** CUR 2.0 of AWS Data Exports: the columns of the legacy report, with products, discounts and tags in maps. */
export const awsCur2: BillFormat = {
  id: 'aws-cur-2.0',
  family: 'aws-cur',
  title: 'AWS CUR 2.0',
  source: 'AWS Data Exports user guide, CUR 2.0 table dictionary (docs.aws.amazon.com/cur), read 2026-11-24',
  signature: [...awsCur.signature, ['bill_payer_account_name', 'line_item_usage_account_name', 'resource_tags', 'cost_category']],
  columns: AWS_CUR_COLUMNS,
  notes: [...AWS_CUR_NOTES, 'Maps are read from Parquet maps and from the JSON texts that CSV and loaders write for them.'],
};
