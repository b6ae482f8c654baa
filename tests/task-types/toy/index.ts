// A task type that nobody needs: which hue a text brings to mind. It is all that a new type takes.
import { z } from "zod";
import { ONE_Q16 } from "@/lib/kernel/q16";
import { defineTaskType } from "@/lib/task-types/task-type";

const Config = z.object({ question: z.string().min(1), finest: z.int().min(1).max(60).default(15) });
const Payload = z.object({ text: z.string().min(1) });
type Config = z.infer<typeof Config>;
export type Hue = { readonly degrees: number };

export const toy = defineTaskType({
  id: "toy-hue",
  version: 1,
  title: "Hue",
  about: "A place on the wheel of colours.",
  asks: "Which colour is it?",
  form: [{ kind: "number", key: "finest", title: "Finest step, degrees", start: 15, min: 1, max: 60 }],
  config: () => Config,
  payload: () => Payload,
  answer: ({ finest }: Config) =>
    z.strictObject({
      degrees: z
        .int()
        .min(0)
        .max(359)
        .refine((degrees) => degrees % finest === 0, `not a multiple of ${finest}`),
    }),
  rows: { columns: ["text"], read: (cell: string) => ({ text: cell }) },
  parseCell: (cell): Hue | undefined => (/^\d+$/.test(cell.trim()) ? { degrees: Number(cell) } : undefined),
  distance: (a: Hue, b: Hue) => {
    const apart = Math.abs(a.degrees - b.degrees);
    return Math.floor((Math.min(apart, 360 - apart) * ONE_Q16) / 180);
  },
  toRow: ({ degrees }) => ({ degrees }),
  examples: [
    {
      config: { question: "Which colour is it?", finest: 15 },
      payload: { text: "leaf" },
      answers: [{ degrees: 120 }, { degrees: 105 }, { degrees: 300 }],
    },
  ],
});
