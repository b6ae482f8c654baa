import { AppError } from "@/lib/kernel/errors";
import type { AnyTaskType } from "@/lib/task-types/task-type";

/** What the referee needs to know of a categorical task type under one config. */
export type Categorical = {
  readonly classes: number;
  /** Class index of an answer. Throws `invalid_input` when it is none of the classes. */
  category(answer: unknown): number;
  /** The answer that a class index means. */
  answer(category: number): unknown;
};

/** Whether answers of the type are classes. */
export const hasClasses = ({ classes, category, fromCategory }: AnyTaskType): boolean =>
  classes !== undefined && category !== undefined && fromCategory !== undefined;

/** The categorical face of a task type; `invalid_input` when its answers are no classes. */
export function categorical(taskType: AnyTaskType, config: unknown): Categorical {
  if (!taskType.classes || !taskType.category || !taskType.fromCategory) {
    throw new AppError("invalid_input", `Answers of "${taskType.id}" are no classes.`);
  }
  const classes = taskType.classes(config);
  return {
    classes,
    category(answer) {
      const category = taskType.category?.(answer, config) ?? -1;
      if (Number.isInteger(category) && category >= 0 && category < classes) return category;
      throw new AppError("invalid_input", `${JSON.stringify(answer)} is none of the ${classes} classes.`);
    },
    answer: (category) => taskType.fromCategory?.(category, config),
  };
}
