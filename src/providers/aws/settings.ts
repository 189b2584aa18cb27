import { z } from 'zod';

const variable = (what: string) =>
  z
    .string()
    .regex(/^SECRET_[A-Z0-9_]{1,90}$/, 'names an environment variable that begins with SECRET_')
    .optional()
    .describe(`Environment variable that holds ${what}`);

/** Loopback may be plain; anything else that credentials sign for is encrypted. */
const endpoint = z
  .url({ protocol: /^https?$/ })
  .refine((url) => /^https:|^http:\/\/(127\.0\.0\.1|localhost|\[::1\])(:|\/|$)/.test(url), 'is https, or http on this machine')
  .optional()
  .describe('Address of the service, where it is not the public one of the region');

const CONNECTION = {
  region: z
    .string()
    .regex(/^[a-z]{2,4}(-[a-z]+)+-\d{1,2}$/, 'is a region such as eu-west-1, cn-north-1 or us-gov-west-1')
    .default('us-east-1')
    .describe('Region; the partition (aws, aws-cn, aws-us-gov) follows from it'),
  endpoint,
  stsEndpoint: endpoint.describe('Address of STS, where it is not the public one of the region'),
  profile: z
    .string()
    .regex(/^[\w.@-]{1,100}$/)
    .optional()
    .describe('Named profile of the AWS configuration; without one, the default chain finds the credentials'),
  accessKeyId: variable('the access key id'),
  secretAccessKey: variable('the secret access key'),
  sessionToken: variable('the session token'),
  roleArn: z
    .string()
    .regex(/^arn:aws[a-z-]*:iam::\d{12}:role\/[\w+=,.@/-]{1,200}$/, 'is the ARN of a role')
    .optional()
    .describe('Role to assume with these credentials'),
  externalId: z.string().min(2).max(1224).optional().describe('External id that the role asks for'),
};

export const exportsSettings = z.strictObject({
  bucket: z
    .string()
    .regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, 'is the name of a bucket')
    .describe('Bucket that the exports are delivered to'),
  prefixes: z.array(z.string().max(1024)).min(1).max(100).default(['']).describe('Where in the bucket exports lie'),
  ...CONNECTION,
});

export const costExplorerSettings = z.strictObject({
  payerAccountId: z
    .string()
    .regex(/^\d{12}$/, 'is an account id of 12 digits')
    .describe('Account that pays; the billing account of the charges'),
  accounts: z
    .array(z.string().regex(/^\d{12}$/, 'is an account id of 12 digits'))
    .max(1000)
    .default([])
    .describe('Linked accounts to read; without any, Cost Explorer is asked which there are'),
  maxRequests: z.coerce.number().int().min(1).max(100_000).default(500).describe('Requests that one reading may make, a cent each'),
  ...CONNECTION,
});

export type ExportsSettings = z.infer<typeof exportsSettings>;
export type CostExplorerSettings = z.infer<typeof costExplorerSettings>;

/** How to reach a service of AWS, and as whom. */
export type Connection = Omit<ExportsSettings, 'bucket' | 'prefixes'>;
