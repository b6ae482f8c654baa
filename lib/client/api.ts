import type { Problem } from "@/lib/kernel/errors";

/** A refusal of the API, with its problem details: show `message`, and `problem.errors` beside their fields. */
export class ApiError extends Error {
  override readonly name = "ApiError";
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.detail);
    this.problem = problem;
  }

  /** Whether trying the same request again may help: the server or the chain was away. */
  get passing(): boolean {
    return this.problem.status >= 500 || this.problem.status === 429;
  }
}

/** The network did not carry the request: nothing is known about its fate, so send it again with the same key. */
export class OfflineError extends Error {
  override readonly name = "OfflineError";
}

export type Api = {
  get<T>(path: string): Promise<T>;
  send<T>(method: "POST" | "PATCH" | "DELETE", path: string, body?: unknown, init?: RequestInit): Promise<T>;
  upload<T>(path: string, body: BodyInit): Promise<T>;
  raw(path: string, init?: RequestInit): Promise<Response>;
};

/**
 * Speaks to the API at `base` ("" in the browser). `fetcher` is the browser's fetch, or one with a cookie jar in the
 * command line. Throws ApiError for a refusal and OfflineError where the network failed.
 */
export function createApi(base = "", fetcher: typeof fetch = (input, init) => fetch(input, init)): Api {
  const raw = async (path: string, init: RequestInit = {}): Promise<Response> => {
    let response: Response;
    try {
      response = await fetcher(`${base}${path}`, init);
    } catch (cause) {
      throw new OfflineError("No connection to the server. What you did is kept here and sent again.", { cause });
    }
    if (!response.ok) throw new ApiError(await problemOf(response));
    return response;
  };
  const parsed = async <T>(response: Promise<Response>): Promise<T> => (await (await response).json()) as T;
  return {
    raw,
    get: (path) => parsed(raw(path)),
    upload: (path, body) => parsed(raw(path, { method: "POST", body, duplex: "half" } as RequestInit)),
    send: (method, path, body, init) =>
      parsed(
        raw(path, {
          ...init,
          method,
          headers: { "content-type": "application/json" },
          ...(body === undefined ? {} : { body: JSON.stringify(body, bigintAsText) }),
        }),
      ),
  };
}

const bigintAsText = (_: string, value: unknown) => (typeof value === "bigint" ? value.toString() : value);

async function problemOf(response: Response): Promise<Problem> {
  const status = response.status;
  try {
    const body = (await response.json()) as Problem;
    if (typeof body.detail === "string") return body;
  } catch {
    // not JSON: a proxy's page, or a server that is starting
  }
  const detail = `The server answered ${status}. Try again in a moment.`;
  return {
    type: "about:blank",
    title: "Unexpected answer",
    status,
    code: status >= 500 ? "unavailable" : "fault",
    detail,
  };
}
