"use client";

import { useEffect, useState } from "react";
import type { TaskTypeId } from "@/lib/task-types/registry";
import { RENDERERS } from "@/lib/task-types/renderers";
import type { Renderer } from "@/lib/task-types/task-type";

type Loaded = { readonly id: TaskTypeId; readonly renderer: Renderer<unknown, unknown, unknown> };

/** The browser's half of a task type, fetched when it is first shown; undefined until it is there. */
export function useRenderer(id: TaskTypeId): Renderer<unknown, unknown, unknown> | undefined {
  const [loaded, setLoaded] = useState<Loaded>();
  useEffect(() => {
    let here = true;
    void RENDERERS[id]().then(({ default: renderer }) => here && setLoaded({ id, renderer }));
    return () => {
      here = false;
    };
  }, [id]);
  return loaded?.id === id ? loaded.renderer : undefined;
}
