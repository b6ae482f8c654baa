import pg from "pg";

/** A connection that is made anew whenever it was cut, from either side. */
export type Line = {
  /** The rows, or undefined when nobody knows whether the statement took effect: send it again. Throws when a constraint spoke. */
  query<Row extends pg.QueryResultRow>(name: string, text: string, values: unknown[]): Promise<Row[] | undefined>;
  /** Cuts the socket in the middle of whatever runs. */
  cut(): void;
  end(): Promise<void>;
};

/** Broken constraints (23), wrong values (22) and wrong statements (42) are what the chaos is looking for. */
const SPEAKING = /^(22|23|42)/;

export function openLine(url: string, note: (event: string) => void): Line {
  let current: pg.Client | undefined;
  const connected = async () => {
    if (current) return current;
    const client = new pg.Client(url);
    client.on("error", () => undefined); // the cut shows in the query's own rejection
    await client.connect();
    current = client;
    return client;
  };
  return {
    query: async (name, text, values) => {
      try {
        return (await (await connected()).query({ name, text, values })).rows;
      } catch (error) {
        const code = error instanceof pg.DatabaseError ? (error.code ?? "") : "cut";
        note(`error ${code}`);
        if (SPEAKING.test(code)) throw error;
        void current?.end().catch(() => undefined);
        current = undefined;
        return undefined;
      }
    },
    cut: () => {
      const stream = (current as { connection?: { stream?: { destroy(): void } } } | undefined)?.connection?.stream;
      stream?.destroy();
    },
    end: async () => {
      await current?.end().catch(() => undefined);
      current = undefined;
    },
  };
}
