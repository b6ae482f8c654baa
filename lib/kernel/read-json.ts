import { AppError } from "./errors";

/** Escapes that may stand for what no text in a database can hold; only then is it worth to look closer. */
const SUSPECT = /\\u(?:0000|[dD][89a-fA-F])/;

/**
 * JSON that came over the wire. Throws `malformed` where it is none, and `invalid_input` where a text in it holds a NUL character or
 * half a surrogate pair: neither can be stored.
 */
export function readJson(text: string): unknown {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new AppError("malformed", "The body is not JSON.", { cause });
  }
  if (SUSPECT.test(text)) checkTexts(value);
  else checkText(text);
  return value;
}

function checkTexts(value: unknown): void {
  if (typeof value === "string") checkText(value);
  else if (Array.isArray(value)) for (const each of value) checkTexts(each);
  else if (typeof value === "object" && value !== null) {
    for (const [name, each] of Object.entries(value)) {
      checkText(name);
      checkTexts(each);
    }
  }
}

/** Throws `invalid_input` where a text holds what cannot be stored. */
export function checkText(text: string): void {
  if (text.includes("\u0000")) throw new AppError("invalid_input", "A text holds a NUL character; take it out.");
  if (/\p{Surrogate}/u.test(text))
    throw new AppError("invalid_input", "A text holds half a character (a lone surrogate).");
}
