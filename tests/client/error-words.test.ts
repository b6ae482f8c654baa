// What the server and the wallet refuse is said in the language of the page, whatever they speak.
import { createTranslator } from "next-intl";
import { expect, test } from "vitest";
import { ApiError, OfflineError } from "@/lib/client/api";
import { kindOf } from "@/lib/client/use-error-words";
import { WalletError } from "@/lib/client/wallet-port";
import { AppError, type ErrorCode } from "@/lib/kernel/errors";
import { LOCALES } from "@/lib/locale/locales";
import { wordsIn } from "../locale/speak";

const CODES = [
  ...["invalid_input", "malformed", "too_large", "unauthenticated", "forbidden", "not_found", "conflict"],
  ...["lease_expired", "rate_limited", "chain_rejected", "chain_unavailable", "unavailable", "fault"],
] as ErrorCode[];

const refusal = (code: ErrorCode) => new ApiError(new AppError(code, "row 4: the price is missing").toProblem());

const tellerOf = (locale: string) =>
  createTranslator({ locale, messages: { errors: wordsIn("errors", locale as "en") }, namespace: "errors" }) as never;

test.each(LOCALES)("default: every kind of refusal has words in $id", ({ id }) => {
  const t = tellerOf(id);
  for (const code of CODES) expect(kindOf(t, refusal(code)), code).not.toMatch(/^errors\.|^$/);
  expect(kindOf(t, new OfflineError("no line"))).not.toMatch(/no line/);
  for (const trouble of ["rejected", "no-gas", "wrong-chain", "refused", "unknown"] as const)
    expect(kindOf(t, new WalletError(trouble))).not.toMatch(/^errors\./);
});

test("behavior: what tells more than its kind is said behind it, and what has no kind stays as it came", () => {
  const t = tellerOf("es");
  expect(kindOf(t, refusal("invalid_input"))).toBe("Hay algo mal en la solicitud: row 4: the price is missing");
  expect(kindOf(t, refusal("unavailable"))).toBe("El servidor no está listo. Vuelve a intentarlo en un momento.");
  expect(kindOf(t, new WalletError("rejected"))).toBe(
    "Dijiste que no en tu billetera. No se firmó nada y no se movió nada.",
  );
  expect(kindOf(t, new Error("something else"))).toBeUndefined();
});
