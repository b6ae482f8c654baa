import { defineConfig } from "prisma/config";

/** The folder is the schema: schema.prisma and models/*.prisma. Migrations are applied by bin/migrate.ts. */
export default defineConfig({ schema: "prisma", migrations: { path: "prisma/migrations" } });
