"use client";

import { useEffect, useState } from "react";
import type { TaskTypeId } from "@/lib/task-types/registry";
import type { AnyTaskType } from "@/lib/task-types/task-type";

/** A task type's rules, fetched after the page has painted (they carry every type's schemas); undefined until they are there. */
export function useTaskType(id: TaskTypeId): AnyTaskType | undefined {
  const [types, setTypes] = useState<Readonly<Record<TaskTypeId, AnyTaskType>>>();
  useEffect(() => {
    let here = true;
    void import("@/lib/task-types/registry").then(({ TASK_TYPES }) => here && setTypes(TASK_TYPES));
    return () => {
      here = false;
    };
  }, []);
  return types?.[id];
}
