import { useTranslations } from "next-intl";
import type { FormPart } from "@/lib/task-types/form-part";
import { TASK_TYPES, type TaskTypeId } from "@/lib/task-types/registry";
import type { AnyTaskType, Say } from "@/lib/task-types/task-type";

/** What a part of a type's form is called. `one` and `example` are of lists of names alone. */
export type PartWords = {
  readonly title: string;
  readonly hint?: string;
  readonly one: string;
  readonly example: string;
};

export type TypeWords = {
  readonly title: string;
  readonly about: string;
  readonly asks: string;
  readonly guide: string | undefined;
  part(part: FormPart): PartWords;
};

/** What a task type calls itself and its settings, in the language of the page; one without words of its own as it is written. */
export function useTypeWords(): (id: TaskTypeId) => TypeWords {
  // The types' words are known to their own folders alone (tests/locale looks after their names).
  const types = useTranslations("types") as unknown as Say & { has(name: string): boolean };
  return (id) => {
    const written: AnyTaskType = TASK_TYPES[id];
    const known = types.has(`${id}.about`);
    const { guide } = written;
    return {
      title: known ? types(`${id}.title`) : written.title,
      about: known ? types(`${id}.about`) : written.about,
      asks: known ? types(`${id}.asks`) : written.asks,
      guide: guide !== undefined && known ? types(`${id}.guide`) : guide,
      part: (part) => {
        const { one, example } = part.kind === "names" ? part : { one: "", example: "" };
        const { key, title, hint } = part;
        if (!known) return { title, one, example, ...(hint === undefined ? {} : { hint }) };
        return {
          title: types(`${id}.form-${key}`),
          one: one && types(`${id}.form-${key}-one`),
          example: example && types(`${id}.form-${key}-example`),
          ...(hint === undefined ? {} : { hint: types(`${id}.form-${key}-hint`) }),
        };
      },
    };
  };
}
