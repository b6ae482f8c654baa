/**
 * Parquet files are read in a thread of their own: a damaged file may keep its reader busy without end, or ask for memory without end,
 * and a thread can be ended. One thread that has nothing to do waits for the next file.
 */
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { Worker } from "node:worker_threads";
import type { BadRow, SourceRow } from "@/lib/import/source-row";
import type { ReadParquet } from "@/lib/items/ports";
import { AppError, type ErrorCode } from "@/lib/kernel/errors";

/** What the thread is asked: a file to begin with, or the next rows of it. */
export type ParquetQuestion = { readonly path: string; readonly firstLine: number } | "more";

/** That it is there; rows; the end; or why there are no more. */
export type ParquetAnswer =
  | { readonly kind: "ready" }
  | { readonly kind: "rows"; readonly rows: readonly (SourceRow | BadRow)[] }
  | { readonly kind: "end" }
  | { readonly kind: "refused"; readonly code: ErrorCode; readonly message: string; readonly cause: string };

/** A sound row group of 256 MB takes a few seconds. */
const STEP_MS = 60_000;
/** The reader's objects; what it holds besides is limited in `lib/import/parquet.ts`. */
const HEAP_MB = 1_024;
const IDLE_MS = 30_000;

/** Processes are started in the project's folder. A thread does not take over tsx from its process: it is asked for anew. */
function code(): string {
  const file = pathToFileURL(join(process.cwd(), "lib", "adapters", "parquet-thread.ts")).href;
  return `import("tsx/esm/api").then(({ register }) => { register(); return import(${JSON.stringify(file)}); })`;
}

export type ParquetReaderOptions = {
  /** How long the next rows may take. */
  readonly stepMs?: number;
  readonly heapMb?: number;
};

export function parquetReader({ stepMs = STEP_MS, heapMb = HEAP_MB }: ParquetReaderOptions = {}): ReadParquet {
  let idle: Worker | undefined;
  let goes: NodeJS.Timeout | undefined;
  const take = async (): Promise<Worker> => {
    clearTimeout(goes);
    const thread = idle;
    idle = undefined;
    return thread ?? start(heapMb);
  };
  const keep = (thread: Worker) => {
    if (idle) return void thread.terminate();
    thread.unref();
    idle = thread;
    goes = setTimeout(() => {
      if (idle === thread) idle = undefined;
      void thread.terminate();
    }, IDLE_MS).unref();
  };
  return async function* rows(path, firstLine) {
    const thread = await take();
    let done = false;
    try {
      let question: ParquetQuestion = { path, firstLine };
      for (;;) {
        const answer = await ask(thread, question, stepMs);
        done = answer.kind !== "rows";
        if (answer.kind === "refused") throw new AppError(answer.code, answer.message, { cause: answer.cause });
        if (answer.kind !== "rows") return;
        yield* answer.rows;
        question = "more";
      }
    } finally {
      if (done) keep(thread);
      else await thread.terminate();
    }
  };
}

async function start(heapMb: number): Promise<Worker> {
  const thread = new Worker(code(), {
    eval: true,
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: heapMb, maxYoungGenerationSizeMb: 64 },
  });
  // Told by whoever asks next; an error without a listener would end the process.
  thread.on("error", () => undefined);
  await answered(thread, STEP_MS);
  return thread;
}

function ask(thread: Worker, question: ParquetQuestion, stepMs: number): Promise<ParquetAnswer> {
  thread.ref();
  thread.postMessage(question);
  return answered(thread, stepMs);
}

/** What the thread says next. */
function answered(thread: Worker, withinMs: number): Promise<ParquetAnswer> {
  return new Promise((resolve, reject) => {
    const over = () => {
      clearTimeout(timer);
      thread.off("message", onAnswer).off("error", onError).off("exit", onExit);
    };
    const onAnswer = (answer: ParquetAnswer) => {
      over();
      resolve(answer);
    };
    const onError = (cause: unknown) => {
      over();
      reject(wordsOf(cause));
    };
    const onExit = () => onError(new Error("the thread has ended"));
    const timer = setTimeout(() => {
      over();
      reject(unsound("it keeps its reader busy without end"));
    }, withinMs);
    thread.on("message", onAnswer).on("error", onError).on("exit", onExit);
  });
}

function wordsOf(cause: unknown): Error {
  const code = cause instanceof Error && "code" in cause ? cause.code : undefined;
  if (code === "ERR_WORKER_OUT_OF_MEMORY") return unsound("it asks for more memory than a sound file would", cause);
  return new AppError("fault", "The Parquet file could not be read.", { cause });
}

const unsound = (reason: string, cause?: unknown) =>
  new AppError(
    "invalid_input",
    `The Parquet file is refused: ${reason}. It is damaged; or write it with smaller row groups (such as 10,000 rows).`,
    { cause },
  );
