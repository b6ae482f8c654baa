import { useTranslations } from "next-intl";
import { useCallback } from "react";
import type { Say } from "@/lib/task-types/task-type";

/** The words of one task type, for what its renderer says outside of its own drawing (keys, a given answer). */
export function useSay(taskType: string): Say {
  // Each type has words of its own, so their names are known to its folder alone (tests/locale looks after them).
  const say = useTranslations("types") as unknown as Say;
  return useCallback<Say>((name, values) => say(`${taskType}.${name}`, values), [say, taskType]);
}
