/** The bench of every task type on its own first example, to look at and to take pictures of; linked from nowhere. */
import type { Metadata } from "next";
import { TASK_TYPES, type TaskTypeId } from "@/lib/task-types/registry";
import { TypeStage } from "./type-stage";

export const metadata: Metadata = { title: "Task types", robots: { index: false } };

type Props = { readonly searchParams: Promise<{ readonly type?: string | string[] }> };

export default async function TypesPage({ searchParams }: Props) {
  const { type } = await searchParams;
  const id = Object.keys(TASK_TYPES).find((one) => one === type) ?? "choice";
  return <TypeStage key={id} id={id as TaskTypeId} />;
}
