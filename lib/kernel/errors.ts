/**
 * One row per code: what the wire says (RFC 9457 problem details), whether its message may be shown,
 * and whether it is expected (an expected refusal rings no alarm). There is no second table.
 */
const CODES = {
  invalid_input: { status: 422, title: "Something in the request is not right", show: true, expected: true },
  malformed: { status: 400, title: "The request cannot be read", show: true, expected: true },
  too_large: { status: 413, title: "The upload is too large", show: true, expected: true },
  unauthenticated: { status: 401, title: "Sign in first", show: true, expected: true },
  forbidden: { status: 403, title: "Not yours to do", show: true, expected: true },
  not_found: { status: 404, title: "Not found", show: true, expected: true },
  conflict: { status: 409, title: "The state has moved on", show: true, expected: true },
  lease_expired: { status: 410, title: "The lease has expired", show: true, expected: true },
  rate_limited: { status: 429, title: "Too many requests", show: true, expected: true },
  chain_rejected: { status: 422, title: "The chain rejected it", show: true, expected: true },
  chain_unavailable: { status: 503, title: "The chain does not answer", show: true, expected: true },
  unavailable: { status: 503, title: "Not available right now", show: true, expected: true },
  fault: { status: 500, title: "Something went wrong", show: false, expected: false },
} as const satisfies Record<string, { status: number; title: string; show: boolean; expected: boolean }>;

export type ErrorCode = keyof typeof CODES;

/** Where in the input something is wrong: a path such as `labels.2` or `line 418`, and the reason with its mend. */
export type FieldError = { readonly at: string; readonly reason: string };

/** RFC 9457 body. `code` is stable and for programs; `detail` is for people: what, where, how to mend it. */
export type Problem = {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: ErrorCode;
  readonly detail: string;
  readonly errors?: readonly FieldError[];
};

const MARK: unique symbol = Symbol.for("assay.app-error");

/** The one error class of the house. A refusal that the user can meet and mend, or a broken expectation (`fault`). */
export class AppError extends Error {
  override readonly name = "AppError";
  readonly [MARK] = true;
  readonly code: ErrorCode;
  readonly errors: readonly FieldError[];
  /** Seconds after which the same request may go through; the wire says it as `Retry-After`. */
  readonly retryAfterS: number | undefined;

  constructor(
    code: ErrorCode,
    message: string,
    options: { cause?: unknown; errors?: readonly FieldError[]; retryAfterS?: number } = {},
  ) {
    super(message, options.cause === undefined ? {} : { cause: options.cause });
    this.code = code;
    this.errors = options.errors ?? [];
    this.retryAfterS = options.retryAfterS;
  }

  /**
   * By mark, not by class: the web server bundles pages and routes apart, each with its own copy of this class, and the
   * services of one throw in the hands of the other.
   */
  static override [Symbol.hasInstance](value: unknown): boolean {
    return typeof value === "object" && value !== null && MARK in value;
  }

  /** Any thrown thing as an AppError; what is not one becomes a `fault` that keeps its cause and shows no message. */
  static of(error: unknown): AppError {
    return error instanceof AppError ? error : new AppError("fault", "unexpected", { cause: error });
  }

  get status(): number {
    return CODES[this.code].status;
  }

  /** Whether users cause it in the normal course of things: log it quietly. */
  get expected(): boolean {
    return CODES[this.code].expected;
  }

  /** Headers of the answer, besides the body's. */
  get headers(): Readonly<Record<string, string>> {
    return this.retryAfterS === undefined ? {} : { "retry-after": String(this.retryAfterS) };
  }

  toProblem(): Problem {
    const { status, title, show } = CODES[this.code];
    const detail = show ? this.message : "This was our mistake. Nothing was saved by this request; try it again.";
    const base = { type: `about:blank#${this.code}`, title, status, code: this.code, detail };
    return this.errors.length > 0 ? { ...base, errors: this.errors } : base;
  }
}
