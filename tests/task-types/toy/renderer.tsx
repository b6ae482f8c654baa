import type { Renderer } from "@/lib/task-types/task-type";
import type { Hue } from "./index";

const renderer: Renderer<{ readonly question: string }, { readonly text: string }, Hue> = {
  question: ({ question }) => question,
  long: () => false,
  keys: () => [[["Enter"], "red"]],
  brief: ({ degrees }) => `${degrees}°`,
  Item: ({ payload }) => <p>{payload.text}</p>,
  Answer: ({ onAnswer }) => (
    <button type="button" onClick={() => onAnswer({ degrees: 0 })}>
      Red
    </button>
  ),
};
export default renderer;
