import type { BillFormat } from '../bill-format.ts';
import { AWS_CUR_COLUMNS, AWS_CUR_NOTES } from './aws-cur-columns.ts';

/** The Cost and Usage Report as AWS has written it since 2015: slash names as CSV, underscore names as Parquet. */
export const awsCur: BillFormat = {
  id: 'aws-cur',
  family: 'aws-cur',
  title: 'the AWS Cost and Usage Report',
  source: 'AWS Cost and Usage Reports user guide, data dictionary (docs.aws.amazon.com/cur), read 2026-11-24',
  signature: [
    ['lineItem/UnblendedCost'],
    ['lineItem/LineItemType'],
    ['bill/BillingPeriodStartDate', 'lineItem/UsageStartDate'],
    ['lineItem/UsageAccountId', 'bill/PayerAccountId'],
  ],
  columns: AWS_CUR_COLUMNS,
  notes: AWS_CUR_NOTES,
};
