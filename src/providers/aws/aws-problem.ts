import { Problem } from '../../problem.ts';

const DENIED = ['AccessDenied', 'AccessDeniedException', 'AccessDeniedFault', 'UnauthorizedOperation', 'Forbidden'];
const EXPIRED = ['ExpiredToken', 'ExpiredTokenException', 'RequestExpired', 'TokenRefreshRequired', 'BillExpirationException'];
const SKEWED = ['RequestTimeTooSkewed', 'RequestInTheFuture', 'InvalidSignatureException', 'SignatureDoesNotMatch'];
const UNKNOWN_KEY = ['InvalidAccessKeyId', 'InvalidClientTokenId', 'UnrecognizedClientException', 'InvalidToken', 'AuthFailure'];
const ELSEWHERE = ['PermanentRedirect', 'AuthorizationHeaderMalformed', 'IllegalLocationConstraintException'];
const THROTTLED = [
  'Throttling',
  'ThrottlingException',
  'LimitExceededException',
  'TooManyRequestsException',
  'SlowDown',
  'RequestLimitExceeded',
];

/** What was asked of AWS when it failed. */
export interface Asked {
  /** As IAM spells it, such as s3:GetObject. */
  readonly permission: string;
  /** Of what: a bucket, a key, a period. */
  readonly subject: string;
}

interface Failure {
  readonly name: string;
  readonly status: number | undefined;
  readonly attempts: number | undefined;
  readonly message: string;
}

/**
 * The Problem of a failed request. Names and counts are told; of what AWS says only validation texts, since texts about
 * signatures repeat parts of the request that was signed.
 */
export function awsProblem(error: unknown, asked: Asked): Problem {
  if (error instanceof Problem) return error;
  const failure = failureOf(error);
  const { name, status } = failure;
  const what = `${asked.permission} of ${asked.subject}`;
  if (EXPIRED.includes(name)) return refused(`The credentials have expired (${name}); renew them. Asked was ${what}.`);
  if (SKEWED.includes(name)) {
    return refused(
      `AWS does not accept the signature (${name}): the secret key is wrong, or the clock of this machine is. Asked was ${what}.`,
    );
  }
  if (UNKNOWN_KEY.includes(name)) return refused(`AWS does not know the access key or session (${name}). Asked was ${what}.`);
  if (/Credentials|TokenProvider/.test(name)) return refused(`No usable credentials were found for ${what} (${name}).`);
  if (DENIED.includes(name) || status === 403) {
    return new Problem('source_permission_missing', { detail: `AWS denies ${what} (${name}).` });
  }
  if (name === 'NoSuchBucket') return refused(`There is no such bucket: ${asked.subject}.`);
  if (ELSEWHERE.includes(name) || status === 301)
    return refused(`${asked.subject} lies in another region than the setting says (${name}).`);
  return otherProblem(failure, what);
}

function otherProblem({ name, status, attempts, message }: Failure, what: string): Problem {
  const tries = attempts === undefined ? '' : ` after ${attempts} attempts`;
  if (THROTTLED.includes(name) || status === 429) return unreachable(`AWS still throttles ${what}${tries} (${name}).`);
  if (name === 'SyntaxError') {
    return new Problem('source_answer_invalid', { detail: `The answer to ${what} is cut off, or not in the form of AWS.` });
  }
  if (name === 'ValidationException' || name === 'DataUnavailableException')
    return refused(`AWS refuses ${what}: ${message.slice(0, 300)}`);
  if (status === undefined || status < 300 || status >= 500) return unreachable(`No good answer to ${what}${tries} (${name}).`);
  return refused(`AWS answered ${what} with ${name}, status ${status}.`);
}

const refused = (detail: string): Problem => new Problem('source_refused', { detail });
const unreachable = (detail: string): Problem => new Problem('source_unreachable', { detail });

function failureOf(error: unknown): Failure {
  if (!(error instanceof Error)) return { name: 'unknown error', status: undefined, attempts: undefined, message: '' };
  const { $metadata, code, Code } = error as { $metadata?: { httpStatusCode?: number; attempts?: number }; code?: unknown; Code?: unknown };
  const given = [error.name, Code, code].find(
    (one) => typeof one === 'string' && !['', 'Error', 'UnknownError', '400', '403'].includes(one),
  );
  return {
    name: typeof given === 'string' ? given : error.name,
    status: $metadata?.httpStatusCode,
    attempts: $metadata?.attempts,
    message: error.message,
  };
}

/** Whether the thing that was asked for does not exist. */
export const isMissing = (error: unknown): boolean =>
  error instanceof Error &&
  (['NoSuchKey', 'NotFound'].includes(error.name) || (error.name !== 'NoSuchBucket' && failureOf(error).status === 404));
