import type { z } from 'zod';
import { Problem } from '../../problem.ts';
import type { Day } from '../../time.ts';
import type { ProviderDeps } from '../provider.ts';
import { ask } from './client.ts';
import { clientOptions } from './client-options.ts';
import type { Connection } from './settings.ts';
import { accountsPage, costPage, METRICS, type CostPage } from './wire.ts';

/** Days of a question, the last one exclusive. */
export interface Days {
  readonly Start: Day;
  readonly End: Day;
}

export interface LinkedAccount {
  readonly id: string;
  readonly name: string;
}

export interface CostExplorer {
  readonly accounts: (days: Days) => Promise<readonly LinkedAccount[]>;
  /** All pages of the costs of one account by day, service and usage type. */
  readonly costs: (account: string | null, days: Days) => Promise<readonly CostPage[]>;
}

/**
 * Cost Explorer by its API, where every request costs a cent: `maxRequests` bounds all that this client makes. Throws
 * Problem source_requests_capped, and those of awsProblem.
 */
export function costExplorer(deps: ProviderDeps, connection: Connection, maxRequests: number): CostExplorer {
  const left = { requests: maxRequests };
  const spend = (): void => {
    if (left.requests === 0) {
      throw new Problem('source_requests_capped', { detail: `Reading would take more than ${maxRequests} requests, a cent each.` });
    }
    left.requests -= 1;
  };
  const connect = connectOnce(deps, connection);
  return {
    async accounts(TimePeriod) {
      const pages = await allPages(accountsPage, 'ce:GetDimensionValues', async (NextPageToken) => {
        spend();
        const { client, sdk } = await connect();
        const command = new sdk.GetDimensionValuesCommand({
          TimePeriod,
          Dimension: 'LINKED_ACCOUNT',
          Context: 'COST_AND_USAGE',
          NextPageToken,
        });
        return client.send(command, { ...signalOf(deps) });
      });
      const found = pages.flatMap((page) => page.DimensionValues);
      const byId = new Map(found.map((one) => [one.Value, { id: one.Value, name: one.Attributes?.description ?? '' }]));
      return [...byId.values()].toSorted((a, b) => (a.id < b.id ? -1 : 1));
    },
    costs: (account, TimePeriod) =>
      allPages(costPage, 'ce:GetCostAndUsage', async (NextPageToken) => {
        spend();
        const { client, sdk } = await connect();
        const command = new sdk.GetCostAndUsageCommand({
          TimePeriod,
          Granularity: 'DAILY',
          Metrics: [...METRICS],
          GroupBy: ['SERVICE', 'USAGE_TYPE'].map((Key) => ({ Type: 'DIMENSION', Key })),
          Filter: account === null ? undefined : { Dimensions: { Key: 'LINKED_ACCOUNT', Values: [account] } },
          NextPageToken,
        });
        return client.send(command, { ...signalOf(deps) });
      }),
  };
}

const signalOf = ({ signal }: ProviderDeps): object => (signal === undefined ? {} : { abortSignal: signal });

/** The SDK is loaded when it is needed, so that commands that ask no cloud start at once. */
function connectOnce(deps: ProviderDeps, connection: Connection) {
  const load = async () => {
    const sdk = await import('@aws-sdk/client-cost-explorer');
    return { sdk, client: new sdk.CostExplorerClient(clientOptions(deps, connection)) };
  };
  const loaded: { made?: ReturnType<typeof load> } = {};
  return () => (loaded.made ??= load());
}

interface Page {
  readonly NextPageToken?: string | null | undefined;
}

async function allPages<T extends Page>(
  schema: z.ZodType<T>,
  permission: string,
  send: (token: string | undefined) => Promise<unknown>,
): Promise<readonly T[]> {
  const pages: T[] = [];
  const tokens = new Set<string>();
  for (let token: string | undefined; ;) {
    const page = checked(schema, await ask({ permission, subject: 'Cost Explorer' }, () => send(token)), permission);
    pages.push(page);
    if (page.NextPageToken === undefined || page.NextPageToken === null) return pages;
    token = page.NextPageToken;
    if (tokens.has(token)) throw new Problem('source_answer_invalid', { detail: `${permission} hands out the same page token twice.` });
    tokens.add(token);
  }
}

function checked<T>(schema: z.ZodType<T>, value: unknown, permission: string): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const detail = `The answer to ${permission} lacks a part: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}.`;
  throw new Problem('source_answer_invalid', { detail });
}
