// An address that money goes to for good: read, checked, warned about.
import fc from "fast-check";
import { getAddress } from "viem";
import { expect, test } from "vitest";
import { checkReceiver } from "@/lib/client/receiver";

const OWN = `0x${"a1".repeat(20)}`;
const VAULT = `0x${"b2".repeat(20)}`;
const TOKEN = `0x${"c3".repeat(20)}`;
const known = { own: OWN, vault: VAULT, token: TOKEN };
const OTHER = getAddress("0xabcdef0123456789abcdef0123456789abcdef01");

test("default: an address with a good checksum fits without a warning", () => {
  expect(checkReceiver(`  ${OTHER}\n`, known)).toEqual({ kind: "fits", address: OTHER, warnings: [] });
});

test("behavior: one wrong letter in a checksummed address is found", () => {
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 41 }), (at) => {
      const letter = OTHER[at] ?? "";
      fc.pre(/[a-fA-F]/.test(letter));
      const flipped = letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase();
      const typed = OTHER.slice(0, at) + flipped + OTHER.slice(at + 1);
      fc.pre(/[a-f]/.test(typed.slice(2)) && /[A-F]/.test(typed.slice(2)));
      expect(checkReceiver(typed, known)).toMatchObject({
        kind: "refused",
        reason: expect.stringContaining("capital"),
      });
    }),
    { seed: 4 },
  );
});

test("behavior: what has no checksum, is one's own, or is a contract, is taken with a warning each", () => {
  const plain = checkReceiver(OTHER.toLowerCase(), { ...known, hasCode: true });
  expect(plain).toMatchObject({ kind: "fits", address: OTHER });
  expect(plain.kind === "fits" && plain.warnings.length).toBe(2);
  const own = checkReceiver(getAddress(OWN as `0x${string}`), known);
  expect(own.kind === "fits" && own.warnings[0]).toContain("your own");
});

test.each([
  ["", "Paste the address"],
  ["0x1234", "6 characters"],
  ["vitalik.eth", "0x and 40 hex digits"],
  [`0x${"0".repeat(40)}`, "lost"],
  [VAULT, "vault itself"],
  [TOKEN.toUpperCase().replace("0X", "0x"), "token's contract"],
])("behavior: %s is refused with the reason", (text, words) => {
  const check = checkReceiver(text, known);
  expect(check.kind).toBe("refused");
  expect(check.kind === "refused" && check.reason).toContain(words);
});
