import { Problem } from '../../problem.ts';
import type { ProviderDeps } from '../provider.ts';
import { ask } from './client.ts';
import { retryStrategy } from './retry-strategy.ts';
import type { Connection } from './settings.ts';

interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
  readonly expiration?: Date;
}

/** Options that every client of the SDK takes: region, endpoint, credentials, bounded retries, bounded waits. */
export function clientOptions(deps: ProviderDeps, connection: Connection) {
  const base = baseOptions(deps, connection);
  const { endpoint, roleArn } = connection;
  return {
    ...base,
    ...(endpoint !== undefined && { endpoint }),
    ...(roleArn !== undefined && { credentials: () => assumeRole(deps, connection, roleArn) }),
  };
}

function baseOptions(deps: ProviderDeps, connection: Connection) {
  const { region, profile } = connection;
  const credentials = namedCredentials(deps, connection);
  return {
    region,
    ...(profile !== undefined && { profile }),
    ...(credentials !== null && { credentials }),
    retryStrategy: retryStrategy(deps),
    requestHandler: { connectionTimeout: 10_000, requestTimeout: 60_000, throwOnRequestTimeout: true },
  };
}

/** Credentials in named environment variables; null where the SDK's own chain or a profile has them. */
function namedCredentials(deps: ProviderDeps, { accessKeyId, secretAccessKey, sessionToken }: Connection): Credentials | null {
  if (accessKeyId === undefined && secretAccessKey === undefined) return null;
  if (accessKeyId === undefined || secretAccessKey === undefined) {
    throw new Problem('source_settings_invalid', {
      detail: 'settings: accessKeyId and secretAccessKey are named together, or not at all.',
    });
  }
  return {
    accessKeyId: secretOf(deps, accessKeyId),
    secretAccessKey: secretOf(deps, secretAccessKey),
    ...(sessionToken !== undefined && { sessionToken: secretOf(deps, sessionToken) }),
  };
}

function secretOf({ secret }: ProviderDeps, variable: string): string {
  const value = secret(variable);
  if (value !== undefined && value !== '') return value;
  throw new Problem('source_refused', { detail: `The environment variable ${variable} that the settings name is not set.` });
}

async function assumeRole(deps: ProviderDeps, connection: Connection, roleArn: string): Promise<Credentials> {
  const { AssumeRoleCommand, STSClient } = await import('@aws-sdk/client-sts');
  const { externalId: ExternalId, stsEndpoint: endpoint } = connection;
  const client = new STSClient({ ...baseOptions(deps, connection), ...(endpoint !== undefined && { endpoint }) });
  try {
    const command = new AssumeRoleCommand({ RoleArn: roleArn, RoleSessionName: 'aweigh', ExternalId });
    const answer = await ask({ permission: 'sts:AssumeRole', subject: roleArn }, () => client.send(command));
    const { AccessKeyId, SecretAccessKey, SessionToken, Expiration } = answer.Credentials ?? {};
    if (AccessKeyId === undefined || SecretAccessKey === undefined || SessionToken === undefined) {
      throw new Problem('source_answer_invalid', { detail: `STS answered no credentials for ${roleArn}.` });
    }
    return {
      accessKeyId: AccessKeyId,
      secretAccessKey: SecretAccessKey,
      sessionToken: SessionToken,
      ...(Expiration !== undefined && { expiration: Expiration }),
    };
  } finally {
    client.destroy();
  }
}
