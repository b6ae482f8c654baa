import type { z } from "zod";
import type { Limited } from "@/lib/annotators/rate-limit";
import type { Scope } from "@/lib/kernel/scopes";

/** Headings under which routes are listed. */
export const GROUPS = {
  market: "Market and bounties",
  data: "Data in",
  labeling: "Labeling",
  datasets: "Datasets",
  settlement: "Settlement and proof",
  account: "Account",
  webhooks: "Webhooks",
  server: "This server",
} as const;

/**
 * One operation of the public API, told once: from this come the OpenAPI document, the page for developers, what a key may
 * do, which limit counts, and the tests.
 */
export type ApiRoute = {
  /** Stable name for generated clients. */
  readonly id: string;
  readonly method: "GET" | "POST" | "PATCH" | "DELETE";
  /** With places as `{bountyId}`. */
  readonly path: string;
  readonly group: keyof typeof GROUPS;
  readonly says: string;
  /** Who may: everybody, somebody signed in or a key of that scope, or somebody signed in in a browser only. */
  readonly access: "public" | Scope | "session";
  readonly query?: z.ZodObject;
  /** A schema is JSON. `bytes` is a file as it is. */
  readonly body?: z.ZodType | "bytes";
  /** Media type of the answer where it is not JSON. */
  readonly answers?: string;
  /** Counted against this limit of a minute. */
  readonly limit?: Limited;
  /** Makes or moves something anew each time it is called: takes an Idempotency-Key. */
  readonly creates?: true;
  /** Why it may be sent twice without one. */
  readonly again?: string;
};

type Rest = Omit<ApiRoute, "id" | "method" | "path" | "creates" | "again">;
/** Of each POST it is told what happens when it is sent twice, as a caller whose connection broke has to do. */
type Twice = { readonly creates: true } | { readonly again: string };
const by =
  <More>(method: ApiRoute["method"]) =>
  (id: string, path: string, rest: Rest & More): ApiRoute => ({ id, method, path: `/api/v1${path}`, ...rest });

/** How routes are written down: name, path below /api/v1, the rest. */
export const get = by<unknown>("GET");
export const post = by<Twice>("POST");
export const patch = by<unknown>("PATCH");
export const del = by<unknown>("DELETE");
