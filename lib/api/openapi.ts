import { z } from "zod";
import { SCOPES } from "@/lib/kernel/scopes";
import { type ApiRoute, GROUPS } from "./api-route";
import { ROUTES } from "./routes";

type Json = { readonly [key: string]: unknown };

/** A schema as JSON Schema 2020-12, which is OpenAPI 3.1's: what may be sent, before defaults and transforms. */
export function jsonSchemaOf(schema: z.ZodType): Json {
  const { $schema, ...rest } = z.toJSONSchema(schema, { io: "input", unrepresentable: "any" }) as Json;
  return rest;
}

/** The whole API as an OpenAPI 3.1 document, from the schemas by which the routes parse what they are sent. */
export function openApiDocument(origin: string, version: string): Json {
  const paths: Record<string, Record<string, Json>> = {};
  for (const route of ROUTES) {
    const path = paths[route.path] ?? {};
    path[route.method.toLowerCase()] = operation(route);
    paths[route.path] = path;
  }
  return {
    openapi: "3.1.0",
    info: { title: "Assay", version, description: WORDS, license: { name: "MIT", identifier: "MIT" } },
    servers: [{ url: origin }],
    tags: Object.values(GROUPS).map((name) => ({ name })),
    paths,
    components: { securitySchemes: SECURITY, schemas: { Problem: PROBLEM }, headers: HEADERS },
  };
}

const WORDS =
  `Amounts are base units as decimal digits. Every refusal is RFC 9457 problem details. A key (Bearer) may do
what its scopes allow: ${Object.keys(SCOPES).join(", ")}.`.replaceAll("\n", " ");

const SECURITY = {
  key: { type: "http", scheme: "bearer", description: "An API key, made on the page for developers." },
  session: { type: "apiKey", in: "cookie", name: "next-auth.session-token", description: "A signed-in browser." },
};

const PROBLEM = jsonSchemaOf(
  z.object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    code: z.string().meta({ description: "Stable, for programs." }),
    detail: z.string().meta({ description: "For people: what, where, how to mend it." }),
    errors: z.array(z.object({ at: z.string(), reason: z.string() })).optional(),
  }),
);

const HEADERS = {
  RateLimit: { description: "What is left of each limit, and seconds until it is whole again.", ...text() },
  RateLimitPolicy: { description: "The limits that this request counts against.", ...text() },
};

function text() {
  return { schema: { type: "string" } };
}

function operation(route: ApiRoute): Json {
  const { id, says, group, access, creates, again } = route;
  const scoped = access !== "public" && access !== "session";
  return {
    operationId: id,
    summary: says,
    ...(again === undefined ? {} : { description: `Sent twice: ${again}` }),
    tags: [GROUPS[group]],
    ...(access === "public" ? {} : { security: [{ session: [] }, ...(scoped ? [{ key: [access] }] : [])] }),
    parameters: [...pathParameters(route), ...queryParameters(route), ...(creates ? [IDEMPOTENCY] : [])],
    ...(route.body === undefined ? {} : { requestBody: requestBody(route.body) }),
    responses: responses(route),
  };
}

const IDEMPOTENCY = {
  name: "Idempotency-Key",
  in: "header",
  required: false,
  description: "Any text of your own, at most 200 characters. Sent again within a day, the first answer comes again.",
  schema: { type: "string", minLength: 1, maxLength: 200 },
};

const pathParameters = ({ path }: ApiRoute): Json[] =>
  [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({ name, in: "path", required: true, ...text() }));

function queryParameters({ query }: ApiRoute): Json[] {
  if (!query) return [];
  const { properties = {}, required = [] } = jsonSchemaOf(query) as {
    readonly properties?: Record<string, Json>;
    readonly required?: readonly string[];
  };
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    in: "query",
    required: required.includes(name),
    schema,
  }));
}

const requestBody = (body: NonNullable<ApiRoute["body"]>): Json =>
  body === "bytes"
    ? { required: false, content: { "application/octet-stream": { schema: {} } } }
    : { required: true, content: { "application/json": { schema: jsonSchemaOf(body) } } };

function responses({ answers = "application/json", method }: ApiRoute): Json {
  const headers = { headers: LIMIT_HEADERS };
  return {
    "2XX": { description: "Done.", ...headers, content: { [answers]: { schema: {} } } },
    ...(method === "GET" && answers === "application/json"
      ? { "304": { description: "Unchanged: If-None-Match names what you have." } }
      : {}),
    default: {
      description: "Refused, with the reason and how to mend it.",
      ...headers,
      content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } },
    },
  };
}

const LIMIT_HEADERS = {
  RateLimit: { $ref: "#/components/headers/RateLimit" },
  "RateLimit-Policy": { $ref: "#/components/headers/RateLimitPolicy" },
};
