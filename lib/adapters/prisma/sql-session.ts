/** Lends a Prisma transaction to code that speaks plain SQL, so that a job is sent with the rows it is about. */
import type { SqlSession } from "../queue/queue";
import type { Db } from "./client";

export function sqlSession(db: Db): SqlSession {
  return {
    executeSql: async (text, values) => {
      const plain = values.map((value) => {
        if (value === undefined) return null;
        return typeof value === "object" && value !== null ? JSON.stringify(value) : value;
      });
      return { rows: await db.$queryRawUnsafe<unknown[]>(text, ...plain) };
    },
  };
}
