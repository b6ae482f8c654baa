import type { ApiRoute } from "./api-route";
import { DATASET_ROUTES } from "./dataset-routes";
import { LABELING_ROUTES } from "./labeling-routes";
import { MARKET_ROUTES } from "./market-routes";
import { SERVER_ROUTES } from "./server-routes";
import { SETTLEMENT_ROUTES } from "./settlement-routes";
import { WEBHOOK_ROUTES } from "./webhook-routes";

/** Every operation of `/api/v1`. A route file that is not told of here fails tests/api/routes.test.ts. */
export const ROUTES: readonly ApiRoute[] = [
  ...MARKET_ROUTES,
  ...LABELING_ROUTES,
  ...DATASET_ROUTES,
  ...SETTLEMENT_ROUTES,
  ...WEBHOOK_ROUTES,
  ...SERVER_ROUTES,
];

const patterns = ROUTES.map((route) => ({
  route,
  path: new RegExp(`^${route.path.replaceAll(".", "\\.").replaceAll(/\{\w+\}/g, "[^/]+")}$`),
}));

/** The operation that a request means; undefined for what is not told of. */
export const routeOf = (method: string, path: string): ApiRoute | undefined =>
  patterns.find(({ route, path: pattern }) => route.method === method && pattern.test(path))?.route;
