import { csvLine } from "@/lib/export/csv";
import { route } from "@/lib/http";
import { server } from "@/lib/server";

/** The rows that could not be taken, as CSV. */
export const GET = route<{ importId: string }>(async ({ caller, params }) => {
  const { items } = await server();
  const errors = await items.importErrors(caller, params.importId);
  const lines = [["line", "place", "reason"], ...errors.map(({ line, at, reason }) => [line, at, reason])];
  return new Response(lines.map((cells) => csvLine(cells)).join(""), {
    headers: {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": `attachment; filename="${params.importId}-errors.csv"`,
      "cache-control": "no-store",
    },
  });
});
