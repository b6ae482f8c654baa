import { createHmac } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { secretText, signMessage } from "@/lib/webhooks/sign";
import { nextTryMs } from "@/lib/webhooks/webhook";

test("the signature is the one that the standard's own example has", () => {
  const secret = "whsec_plJ3nmyCDGBKInavdOK15jsl";
  const body = '{"event_type":"ping","data":{"success":true}}';
  expect(signMessage(secret, "msg_loFOjxBNrRLzqYUf", 1_731_705_121, body)).toEqual({
    "webhook-id": "msg_loFOjxBNrRLzqYUf",
    "webhook-timestamp": "1731705121",
    "webhook-signature": "v1,rAvfW3dJ/X/qxhsaXPOyyCGmRKsaKWcsNccKXlIktD0=",
  });
});

test("any body under any secret: what another implementation of HMAC says, and another moment is another signature", () => {
  const bytes = fc.uint8Array({ minLength: 32, maxLength: 32 });
  fc.assert(
    fc.property(bytes, fc.string({ unit: "binary" }), fc.nat(), (random, text, at) => {
      const body = JSON.stringify(text);
      const signed = signMessage(secretText(random), "msg_1", at, body)["webhook-signature"];
      expect(signed).toBe(`v1,${createHmac("sha256", random).update(`msg_1.${at}.${body}`).digest("base64")}`);
      expect(signMessage(secretText(random), "msg_1", at + 1, body)["webhook-signature"]).not.toBe(signed);
    }),
    { numRuns: 50, seed: 20_261_124 },
  );
});

test("a text that is no secret signs nothing", () => {
  expect(() => signMessage("plJ3nmyCDGBKInavdOK15jsl", "msg_1", 1, "{}")).toThrow(RangeError);
});

test("pauses grow, and end after the tenth try", () => {
  const pauses = Array.from({ length: 9 }, (_, i) => nextTryMs(i + 1, 0) ?? 0);
  expect(pauses).toEqual(pauses.toSorted((a, b) => a - b));
  expect([pauses[0], nextTryMs(10, 0)]).toEqual([5_000, undefined]);
});
