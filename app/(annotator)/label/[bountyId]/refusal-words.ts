import { isRefusal } from "@/lib/client/bench-verdicts";
import type { BenchTranslator } from "./bench-translator";

/** Why an answer was refused: a verdict of the server in the language of the page, anything else as the server said it. */
export const refusalWords = (t: BenchTranslator, reason = ""): string =>
  isRefusal(reason) ? t(`refusal-${reason}`) : reason;
