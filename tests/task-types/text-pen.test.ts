import { expect, test } from "vitest";
import { EMPTY, type Marking } from "@/lib/task-types/interval-marking";
import { offsetsOf } from "@/lib/task-types/text-offsets";
import { penAct, penOf } from "@/lib/task-types/text-pen";

/** What is picked after these keys, as words. */
function pickedBy(text: string, keys: readonly string[]): string {
  const pen = penOf(text, offsetsOf(text), false);
  const after = keys.reduce((work: Marking, key) => {
    const [name = "", shift] = key.split("+").reverse();
    return penAct(pen, name, shift === "Shift")?.(work) ?? work;
  }, EMPTY);
  return after.pick ? [...text].slice(after.pick.start, after.pick.end).join("") : "";
}

test("default: arrows pick words where they point, with Shift a word more or less", () => {
  expect(pickedBy("one two three", ["ArrowRight", "ArrowRight"])).toBe("two");
  expect(pickedBy("one two three", ["ArrowRight", "ArrowRight", "ArrowLeft"])).toBe("one");
  expect(pickedBy("one two three", ["ArrowRight", "Shift+ArrowRight"])).toBe("one two");
});

test("behavior: in a text that reads from right to left the next word lies on the left", () => {
  const text = "1) واحد اثنان ثلاثة";
  expect(pickedBy(text, ["ArrowLeft", "ArrowLeft", "ArrowLeft"])).toBe("اثنان");
  expect(pickedBy(text, ["ArrowLeft", "ArrowLeft", "ArrowRight"])).toBe("1");
  expect(pickedBy("שלום עולם", ["ArrowLeft", "Shift+ArrowLeft"])).toBe("שלום עולם");
});
