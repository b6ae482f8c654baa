import { expect, test } from "vitest";
import { gasFloors } from "../../contracts/script/gas-floors.mjs";
import { gasRows } from "../../contracts/script/gas-targets.mjs";

test.each(gasRows())("$metric: measured gas lies between what the protocol charges and the target", (row) => {
  expect(row.gas).toBeGreaterThanOrEqual(row.floor);
  expect(row.gas).toBeLessThanOrEqual(row.target);
});

test("every floor is the sum of its parts, and belongs to a metric of the table", () => {
  const floors = Object.values(gasFloors());
  expect(floors.map(({ metric }) => metric)).toEqual(gasRows().map(({ metric }) => metric));
  for (const { parts, floor } of floors) {
    const sum = Object.values(parts).reduce((total, gas) => total + gas, 0);
    expect(floor).toBe(Math.ceil(sum));
  }
});
