import { PROBLEM_TITLES } from '../messages.fr.js';
import { PROBLEMS, type ProblemCode } from './problems.js';

/** One datum concerned by a problem: where (an item key, a property path), what, and for a conflict both sides. */
export interface ProblemItem {
  readonly path: string;
  readonly message: string;
  readonly [more: string]: unknown;
}

export interface ProblemOptions {
  /** French: what happened, where, and what to do. */
  readonly detail?: string;
  /** The charter or policy rule that refuses, e.g. `C5.4`. */
  readonly rule?: string;
  readonly items?: readonly ProblemItem[];
}

/** The body of every answer that is not a success (RFC 9457). */
export interface ProblemBody extends ProblemOptions {
  readonly type: string;
  readonly code: ProblemCode;
  readonly title: string;
  readonly status: number;
  readonly requestId: string;
}

/** A refusal that we foresaw. Whatever else is thrown becomes `unexpected`, logged and told to no one. */
export class Problem extends Error {
  readonly status: number;

  constructor(
    readonly code: ProblemCode,
    readonly options: ProblemOptions = {},
  ) {
    super(`${code}${options.detail ? `: ${options.detail}` : ''}`);
    this.status = PROBLEMS[code].status;
  }

  body(requestId: string): ProblemBody {
    const { code, status } = this;
    return { type: `urn:passerelle:problem:${code}`, code, title: PROBLEM_TITLES[code], status, requestId, ...this.options };
  }
}
