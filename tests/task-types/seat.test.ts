import { expect, test } from "vitest";
import { sha256Hex } from "@/lib/kernel/sha256";
import { pairwise } from "@/lib/task-types/pairwise/index";
import { leftOf } from "@/lib/task-types/pairwise/schema";
import { seatOf, shownOrder } from "@/lib/task-types/seat";

const SEATS = Array.from({ length: 6_000 }, (_, i) => seatOf(sha256Hex(`item ${i % 60}`), `0xA${Math.floor(i / 60)}`));

test("default: a seat hangs on item and address alone, however the address is written", () => {
  const item = sha256Hex("item");
  expect(seatOf(item, "0xAb")).toBe(seatOf(item, "0xaB"));
  expect(seatOf(item, "0xab")).not.toBe(seatOf(item, "0xac"));
  expect(seatOf(item, "0xab")).toBe(
    Number.parseInt(sha256Hex(`seat:${item}:0xab`).slice(0, 8), 16), // as record 0038 tells those who compute it again
  );
});

test("law: over many seats each thing stands on each place as often as any other, and the order is one of all", () => {
  const count = 4;
  const stood = new Map<string, number>();
  const orders = new Map<string, number>();
  for (const seat of SEATS) {
    const order = shownOrder(count, seat);
    expect([...order].sort()).toEqual([0, 1, 2, 3]);
    for (const [place, thing] of order.entries())
      stood.set(`${thing}@${place}`, (stood.get(`${thing}@${place}`) ?? 0) + 1);
    orders.set(order.join(), (orders.get(order.join()) ?? 0) + 1);
  }
  expect([stood.size, orders.size]).toEqual([16, 24]);
  // 6,000 draws: 1,500 a place and 250 an order are due, within five standard deviations.
  for (const seen of stood.values()) expect(Math.abs(seen - 1_500)).toBeLessThan(168);
  for (const seen of orders.values()) expect(Math.abs(seen - 250)).toBeLessThan(78);
});

test("behavior: nobody's seat sees the owner's order, and an order is the same at every look", () => {
  expect(shownOrder(5, 0)).toEqual([0, 1, 2, 3, 4]);
  expect(shownOrder(5, 77)).toEqual(shownOrder(5, 77));
});

test("law: of a pair each stands left for half of those who judge it, and the scores hear who stood where", () => {
  const payload = { prompt: "", a: { by: "one", text: "x" }, b: { by: "two", text: "y" }, left: "b" as const };
  const lefts = SEATS.filter((seat) => leftOf(payload, seat) === "a").length;
  expect(Math.abs(lefts - 3_000)).toBeLessThan(194);
  for (const seat of [4, 5]) {
    const heard = pairwise.compared?.("a", payload, seat);
    const left = leftOf(payload, seat);
    expect(heard).toEqual({
      ...{ left: payload[left].by, right: payload[left === "a" ? "b" : "a"].by },
      verdict: left === "a" ? "left" : "right",
    });
  }
});
