import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openApiDocument } from "@/lib/api/openapi";
import { ROUTES, routeOf } from "@/lib/api/routes";
import { SCOPES } from "@/lib/kernel/scopes";

const FOLDER = "app/api/v1";

/** Every method that a route file exports, with its path as OpenAPI writes it. */
const served = readdirSync(FOLDER, { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith("route.ts"))
  .flatMap((file) => {
    const path = `/api/v1/${file.replace(/\/?route\.ts$/, "").replaceAll(/\[(\w+)\]/g, "{$1}")}`;
    const methods = readFileSync(join(FOLDER, file), "utf8").matchAll(/^export const (GET|POST|PATCH|PUT|DELETE)\b/gm);
    return [...methods].map(([, method]) => `${method} ${path}`);
  });

test("the list of routes is whole: it names every route that is served, and no other", () => {
  expect(ROUTES.map(({ method, path }) => `${method} ${path}`).toSorted()).toEqual(served.toSorted());
});

test("names and places of operations are their own", () => {
  expect(new Set(ROUTES.map(({ id }) => id)).size).toBe(ROUTES.length);
  for (const route of ROUTES) expect(routeOf(route.method, route.path.replaceAll(/\{\w+\}/g, "x-1"))).toBe(route);
  expect(routeOf("GET", "/api/v1/bounties/x/nothing")).toBeUndefined();
  expect(routeOf("PUT", "/api/v1/bounties")).toBeUndefined();
});

test("every list can be asked for page by page, but those that are fixed with the server, and a file", () => {
  const FIXED = ["listFormats", "listTaskTypes", "listImportErrors"];
  const lists = ROUTES.filter(({ id }) => id.startsWith("list") && !FIXED.includes(id));
  expect(lists.length).toBeGreaterThan(9);
  for (const { id, query } of lists) {
    const names = Object.keys(query?.shape ?? {});
    expect([id, names.includes("limit"), names.includes("after") || names.includes("before")]).toEqual([
      id,
      true,
      true,
    ]);
  }
});

test("every POST tells what happens when it is sent twice: an Idempotency-Key, or why it needs none", () => {
  const { paths } = openApiDocument("http://localhost", "1") as {
    paths: Record<string, Record<string, { parameters: { name: string }[]; description?: string }>>;
  };
  const posts = ROUTES.filter(({ method }) => method === "POST");
  expect(posts.filter(({ creates }) => creates).length).toBeGreaterThan(8);
  for (const { id, path, creates, again } of posts) {
    const told = paths[path]?.post;
    const takesKey = told?.parameters.some(({ name }) => name === "Idempotency-Key") ?? false;
    const says = told?.description?.startsWith("Sent twice: ") ?? false;
    expect([id, takesKey, says]).toEqual([id, creates === true, again !== undefined]);
    expect(takesKey, id).not.toBe(says);
  }
  for (const { id, creates } of ROUTES) if (creates) expect(posts.map((post) => post.id)).toContain(id);
});

test("OpenAPI: the document tells every operation, its scope and its schemas, and refers to nothing that is not there", () => {
  const text = JSON.stringify(openApiDocument("http://localhost", "1.0.0"));
  const document = JSON.parse(text) as {
    openapi: string;
    paths: Record<string, Record<string, { operationId: string; security?: Record<string, string[]>[] }>>;
    components: Record<string, Record<string, unknown>>;
  };
  expect(document.openapi).toBe("3.1.0");
  const operations = Object.values(document.paths).flatMap((path) => Object.values(path));
  expect(operations.map(({ operationId }) => operationId).toSorted()).toEqual(ROUTES.map(({ id }) => id).toSorted());
  const scopes = operations.flatMap(({ security = [] }) => security.flatMap(({ key = [] }) => key));
  expect(new Set(scopes)).toEqual(new Set(Object.keys(SCOPES)));
  for (const [, kind, name] of text.matchAll(/"#\/components\/(\w+)\/(\w+)"/g)) {
    expect(document.components[String(kind)]?.[String(name)], `${kind}/${name}`).toBeDefined();
  }
});

test("OpenAPI: what a route demands is demanded, what has a default is not", () => {
  const { paths } = openApiDocument("http://localhost", "1") as {
    paths: Record<string, Record<string, { parameters: { name: string; required: boolean }[]; requestBody: unknown }>>;
  };
  const required = paths["/api/v1/bounties/{bountyId}/import"]?.post?.parameters
    .filter((each) => each.required)
    .map(({ name }) => name);
  expect(required).toEqual(["bountyId", "name", "format"]);
  expect(paths["/api/v1/bounties"]?.post?.requestBody).toMatchObject({
    content: { "application/json": { schema: { required: ["title"], properties: { title: { minLength: 3 } } } } },
  });
});
