import { expect, test } from "vitest";
import { checkText, readJson } from "@/lib/kernel/read-json";

test("default: what JSON.parse makes of it", () => {
  const value = { a: [1, "é", null, { b: "\u2028 😀 \\u0000" }] };
  expect(readJson(JSON.stringify(value))).toEqual(value);
  expect(readJson('"\\ud83d\\ude00"')).toBe("😀");
});

test.each(["", "{", "nope", "{'a':1}", '{"a":1}}'])("behavior: %j is malformed", (text) => {
  expect(() => readJson(text)).toThrow(expect.objectContaining({ code: "malformed" }));
});

test.each(['{"a":"\\u0000"}', '["x",{"b":["\\ud800"]}]', '{"\\u0000":1}', '"\\udc00x"'])(
  "behavior: %s holds what cannot be stored, wherever it stands",
  (text) => {
    expect(() => readJson(text)).toThrow(expect.objectContaining({ code: "invalid_input" }));
  },
);

test("behavior: addresses are looked at by the same rule", () => {
  checkText("/api/v1/bounties/é?q=%");
  expect(() => checkText(decodeURIComponent("/api/v1/bounties/%00"))).toThrow(/NUL/);
});
