import { openApiDocument } from "@/lib/api/openapi";
import { route } from "@/lib/http";
import { version } from "@/lib/server";

/** The API as OpenAPI 3.1. */
export const GET = route(async ({ request }) =>
  openApiDocument(new URL(request.url).origin, (await version()).version),
);
