import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const root = fileURLToPath(new URL(".", import.meta.url));

/** Two projects: `unit` needs nothing but Node; `adapters` starts a real PostgreSQL and a real anvil. */
export default defineConfig({
  resolve: { alias: { "@": root.replace(/\/$/, "") } },
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          include: ["tests/**/*.test.ts", "tests/**/*.test.tsx"],
          exclude: ["tests/adapters/**", "tests/chaos/**", "tests/e2e/**", "tests/bench/**"],
          // No test asserts a time; a busy machine may take long over the real crowds.
          testTimeout: 180_000,
        },
      },
      {
        extends: true,
        test: {
          name: "adapters",
          include: ["tests/adapters/**/*.test.ts", "tests/chaos/**/*.test.ts"],
          globalSetup: ["tests/adapters/postgres-server.ts"],
          testTimeout: 300_000,
          hookTimeout: 120_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
