import { closestCenter, DndContext, KeyboardSensor, PointerSensor, useSensor, useSensors } from "@dnd-kit/core";
import {
  SortableContext,
  sortableKeyboardCoordinates,
  useSortable,
  verticalListSortingStrategy,
} from "@dnd-kit/sortable";
import { useTranslations } from "next-intl";
import { Icon } from "@/lib/ui/icon";
import { IconButton } from "@/lib/ui/icon-button";
import { moveTo, type Order, pick, placesOf, toggleTie } from "./order";
import type { RankingPayload } from "./schema";

type Props = {
  readonly things: RankingPayload["things"];
  readonly order: Order;
  readonly ties: boolean;
  readonly readOnly: boolean;
  onChange(by: (before: Order) => Order): void;
};

/** The ranking so far, best first: dragged by its handles with pointer, touch or keys, or moved by its buttons. */
export function OrderList({ things, order, ties, readOnly, onChange }: Props) {
  const t = useTranslations("types.ranking");
  const sensors = useSensors(
    useSensor(PointerSensor, { activationConstraint: { distance: 4 } }),
    useSensor(KeyboardSensor, { coordinateGetter: sortableKeyboardCoordinates }),
  );
  const places = placesOf(order);
  const ids = order.things.map((thing) => things[thing]?.id ?? "");
  const thingOf = (id: unknown) => things.findIndex((thing) => thing.id === id);
  if (ids.length === 0) return <p className="text-sm text-ink-3">{t("first")}</p>;
  return (
    <DndContext
      sensors={sensors}
      collisionDetection={closestCenter}
      onDragEnd={({ active, over }) => {
        if (over) onChange((before) => moveTo(before, thingOf(active.id), before.things.indexOf(thingOf(over.id))));
      }}
    >
      <SortableContext items={ids} strategy={verticalListSortingStrategy} disabled={readOnly}>
        <ol aria-label={t("ranking")} className="grid">
          {order.things.map((thing, i) => (
            <Row
              key={ids[i]}
              {...{ thing, ties, readOnly, onChange }}
              id={ids[i] ?? ""}
              words={things[thing]?.text ?? ""}
              place={(places.get(thing) ?? 0) + 1}
              index={i}
              last={i === ids.length - 1}
              taken={order.at === thing}
            />
          ))}
        </ol>
      </SortableContext>
    </DndContext>
  );
}

type RowProps = Omit<Props, "things" | "order"> & {
  readonly id: string;
  readonly thing: number;
  readonly words: string;
  readonly place: number;
  readonly index: number;
  readonly last: boolean;
  readonly taken: boolean;
};

function Row({ id, thing, words, place, index, last, taken, ties, readOnly, onChange }: RowProps) {
  const t = useTranslations("types.ranking");
  const { attributes, listeners, setNodeRef, transform, transition, isDragging } = useSortable({ id });
  const named = words.slice(0, 60);
  return (
    <li
      ref={setNodeRef}
      data-taken={taken ? "" : undefined}
      className="flex items-center gap-1 border-b border-rule bg-raised py-1 data-taken:bg-sunk"
      style={{
        transform: transform ? `translateY(${Math.round(transform.y)}px)` : undefined,
        transition,
        zIndex: isDragging ? 1 : undefined,
      }}
    >
      <button
        type="button"
        {...attributes}
        {...listeners}
        aria-label={t("drag", { named })}
        disabled={readOnly}
        onClick={() => onChange((before) => pick(before, thing))}
        className="flex min-h-11 min-w-0 flex-1 cursor-grab touch-none items-center gap-3 text-start"
      >
        <Icon name="menu" />
        <span className="num w-5 shrink-0">{place}</span>
        <span className="line-clamp-1 min-w-0 text-sm" dir="auto">
          {words}
        </span>
      </button>
      {ties && (
        <IconButton
          icon="link"
          label={t("share", { named })}
          disabled={readOnly || index === 0}
          onClick={() => onChange((before) => toggleTie(before, thing))}
        />
      )}
      <IconButton
        icon="chevron"
        className="rotate-180"
        label={t("up", { named })}
        disabled={readOnly || index === 0}
        onClick={() => onChange((before) => moveTo(before, thing, index - 1))}
      />
      <IconButton
        icon="chevron"
        label={t("down", { named })}
        disabled={readOnly || last}
        onClick={() => onChange((before) => moveTo(before, thing, index + 1))}
      />
    </li>
  );
}
