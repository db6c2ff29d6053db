/**
 * Every way in which the API says no (RFC 9457), and its status. A code, once published, keeps its meaning for ever. Its title, general, is in `PROBLEM_TITLES`; the
 * `detail` given where it is thrown says what, where and what to do.
 */
export const PROBLEMS = {
  'invalid-request': { status: 400 },
  'broken-json': { status: 400 },
  'unknown-property': { status: 400 },
  'bad-cursor': { status: 400 },
  'not-signed-in': { status: 401 },
  'session-expired': { status: 401 },
  'profile-not-chosen': { status: 403 },
  csrf: { status: 403 },
  'not-allowed': { status: 403 },
  'handed-over': { status: 403 },
  'second-factor': { status: 403 },
  'not-found': { status: 404 },
  conflict: { status: 409 },
  'value-conflict': { status: 409 },
  'queries-in-progress': { status: 409 },
  'form-locked': { status: 409 },
  'stale-state': { status: 412 },
  'too-large': { status: 413 },
  'unsupported-media': { status: 415 },
  'unprocessable-values': { status: 422 },
  'unknown-item': { status: 422 },
  'reason-required': { status: 422 },
  'checks-failed': { status: 422 },
  gaps: { status: 422 },
  'idempotency-mismatch': { status: 422 },
  'protocol-invalid': { status: 422 },
  'key-required': { status: 428 },
  'precondition-required': { status: 428 },
  'too-many-requests': { status: 429 },
  unexpected: { status: 500 },
  'provider-failed': { status: 502 },
  unavailable: { status: 503 },
} as const;

export type ProblemCode = keyof typeof PROBLEMS;
