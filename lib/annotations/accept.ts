import type { ItemContent, WorkedBounty } from "@/lib/assignments/ports";
import { isBlind } from "@/lib/bounties/blind";
import { canonicalJson } from "@/lib/kernel/canonical-json";
import { AppError, type FieldError } from "@/lib/kernel/errors";
import type { ItemNo, Sha256 } from "@/lib/kernel/ids";
import { taskTypeOf } from "@/lib/task-types/registry";
import type { AnyTaskType } from "@/lib/task-types/task-type";
import type { AcceptedAnswer } from "./annotation";
import { answerDigest } from "./digest";
import type { SubmitInput } from "./submit-input";

type Submitted = SubmitInput["answers"][number];

/** An answer that may be stored, and what stands for it under the signature. */
export type Acceptance = AcceptedAnswer & { readonly digest: Sha256 };

/**
 * The answers of a submit, checked against the bounty's task type, in order. Pure: the browser may run it before it sends.
 * One that cannot be stored refuses them all with `invalid_input`, and each wrong one is named (`answers.3.answer`).
 */
export function acceptAnswers(
  bounty: Pick<WorkedBounty, "taskType" | "config" | "manifestHash" | "policy">,
  answers: readonly Submitted[],
  itemNos: readonly ItemNo[],
  contents: ReadonlyMap<ItemNo, ItemContent>,
): Acceptance[] {
  const errors: FieldError[] = [];
  const accepted: Acceptance[] = [];
  const taskType: AnyTaskType = taskTypeOf(bounty.taskType);
  const keys = new Map<string, number>();
  answers.forEach((given, i) => {
    const itemNo = itemNos[i];
    const content = itemNo === undefined ? undefined : contents.get(itemNo);
    if (itemNo === undefined || !content) throw new AppError("fault", `answer ${i} has an item without content`);
    const first = keys.get(given.key);
    keys.set(given.key, first ?? i);
    const wrong = [
      ...(first === undefined ? [] : [{ at: "key", reason: `the same key as answers.${first}; draw one an answer` }]),
      ...answerErrors(taskType, bounty, content, given),
    ];
    errors.push(...wrong.map(({ at, reason }) => ({ at: `answers.${i}.${at}`, reason })));
    if (wrong.length === 0) accepted.push(acceptance(bounty.manifestHash, content, itemNo, given));
  });
  if (errors.length > 0) throw refusal(errors);
  return accepted;
}

function answerErrors(
  taskType: AnyTaskType,
  { config, manifestHash, policy }: Pick<WorkedBounty, "config" | "manifestHash" | "policy">,
  content: ItemContent,
  { answer, shown }: Submitted,
): FieldError[] {
  const schema = taskType.answer(config, content.payload);
  const errors = readErrors(schema, answer, "answer");
  if (shown === null) return errors;
  if (!policy.suggestions) errors.push({ at: "shown", reason: "this bounty shows no suggestions" });
  else if (isBlind(manifestHash, content.hash, policy.blindBps)) {
    errors.push({ at: "shown", reason: "no suggestion may be shown on this item (it is in the blind slice)" });
  }
  return [...errors, ...readErrors(schema, shown.answer, "shown.answer")];
}

/** An answer must be exactly what its schema makes of it: what is signed is what is stored. */
function readErrors(schema: ReturnType<AnyTaskType["answer"]>, answer: unknown, at: string): FieldError[] {
  const parsed = schema.safeParse(answer);
  if (!parsed.success) {
    return parsed.error.issues.map(({ path, message }) => ({ at: [at, ...path].join("."), reason: message }));
  }
  try {
    const text = canonicalJson(parsed.data);
    if (text !== canonicalJson(answer)) return [{ at, reason: "more, or otherwise written, than this task asks for" }];
    return text.includes("\\u0000") ? [{ at, reason: "it holds a NUL character" }] : [];
  } catch (error) {
    return [{ at, reason: error instanceof Error ? error.message : "it cannot be written canonically" }];
  }
}

function acceptance(bounty: string, { hash }: ItemContent, itemNo: ItemNo, given: Submitted): Acceptance {
  const { answer, shown, key, leadMs } = given;
  return { itemNo, key, answer, shown, leadMs, digest: answerDigest({ bounty, item: hash, answer, shown, key }) };
}

function refusal(errors: readonly FieldError[]): AppError {
  const words = errors.slice(0, 3).map(({ at, reason }) => `${at}: ${reason}`);
  const more = errors.length > 3 ? ` (and ${errors.length - 3} more)` : "";
  return new AppError("invalid_input", `${words.join("; ")}${more}. Nothing of this submit was stored.`, { errors });
}
