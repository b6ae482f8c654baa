/** Structured logs: one JSON line each, to standard error so that programs' output stays clean. */
import { type Logger, pino } from "pino";

/** `ASSAY_LOG` sets the level; refusals of users are `debug`, our own faults `error`. */
export function createLogger(name: string, level = process.env.ASSAY_LOG ?? "info"): Logger {
  return pino({ name, level }, pino.destination(2));
}
