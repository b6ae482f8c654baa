import { useTranslations } from "next-intl";
import { Button } from "@/lib/ui/button";
import { KeyCap } from "@/lib/ui/key-cap";
import { hotkeyAt, placeOfKey, useBenchKeys } from "../bench-keys";
import { seatOf, shownOrder } from "../seat";
import { ShownText } from "../shown-item";
import type { AnswerProps, ItemProps, Renderer, WorkProps } from "../task-type";
import { answerOf, EMPTY, moveTo, type Order, pick, placesOf, takeBack, toggleTie } from "./order";
import { OrderList } from "./order-list";
import type { RankingAnswer, RankingConfig, RankingPayload } from "./schema";

const renderer: Renderer<RankingConfig, RankingPayload, RankingAnswer, Order> = {
  seat: seatOf,
  question: (config) => config.question,
  long: () => true,
  keys: ({ ties }, say) => [
    [["1", "…", "9"], say("keyPlace")],
    [["↑", "↓"], say("keyMove")],
    ...(ties ? [[["T"], say("keyTie")] as const] : []),
    [["⌫"], say("keyOff")],
    [["Enter"], say("keyDone")],
  ],
  brief: ({ places }) => places.map((place) => place + 1).join(" "),
  Item,
  Answer,
};
export default renderer;

/** The things in the order of this seat, each with its key; the ranking itself stands beside them. */
function Item({
  payload,
  seat,
  work = EMPTY,
  onWork,
  readOnly,
}: ItemProps<RankingConfig, RankingPayload> & WorkProps<Order>) {
  const t = useTranslations("types.ranking");
  const places = placesOf(work);
  return (
    <div className="grid gap-4">
      {payload.prompt !== "" && <ShownText>{payload.prompt}</ShownText>}
      {shownOrder(payload.things.length, seat).map((thing, at) => {
        const { id, text } = payload.things[thing] ?? { id: "", text: "" };
        const place = places.get(thing);
        return (
          <button
            key={id}
            type="button"
            disabled={readOnly}
            onClick={() => onWork((before = EMPTY) => pick(before, thing))}
            aria-pressed={place !== undefined}
            className="grid min-h-11 grid-cols-[auto_1fr_auto] items-start gap-3 rounded-2 border border-ink-4 bg-paper p-4 text-start aria-pressed:border-ink"
          >
            <KeyCap>{hotkeyAt(at).hotkey ?? "·"}</KeyCap>
            <ShownText>{text}</ShownText>
            <span className="num text-sm text-ink-3">
              {place === undefined ? (
                <span className="sr-only">{t("notPlaced")}</span>
              ) : (
                t("place", { place: place + 1 })
              )}
            </span>
          </button>
        );
      })}
    </div>
  );
}

/** Keys place and move; the list can be dragged, and its buttons do the same one step at a time. */
function Answer(props: AnswerProps<RankingConfig, RankingPayload, RankingAnswer, Order>) {
  const t = useTranslations("types.ranking");
  const { config, payload, seat, work: order = EMPTY, onWork, onAnswer, readOnly, hotkeys } = props;
  const { things } = payload;
  const answer = answerOf(order, things.length);
  const change = (by: (before: Order) => Order) => onWork((before = EMPTY) => by(before));
  const give = () => answer && onAnswer(answer);
  const step = (by: number) =>
    change((before) =>
      before.at === null ? before : moveTo(before, before.at, before.things.indexOf(before.at) + by),
    );
  useBenchKeys(hotkeys && !readOnly, (key) => {
    const thing = shownOrder(things.length, seat)[placeOfKey(key)];
    if (key === "Enter") give();
    else if (key === "ArrowUp") step(-1);
    else if (key === "ArrowDown") step(1);
    else if (key === "Backspace") change(takeBack);
    else if (key.toLowerCase() === "t") {
      if (config.ties) change((before) => (before.at === null ? before : toggleTie(before, before.at)));
    } else if (thing !== undefined) change((before) => pick(before, thing));
    else return false;
    return true;
  });
  return (
    <div className="grid gap-3">
      <OrderList things={things} order={order} ties={config.ties} readOnly={readOnly} onChange={change} />
      <Button kind="ink" disabled={readOnly || !answer} aria-keyshortcuts="Enter" onClick={give}>
        {answer ? t("done") : t("left", { count: things.length - order.things.length })}
      </Button>
    </div>
  );
}
