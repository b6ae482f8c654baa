import type { RankingAnswer } from "./schema";

/** A ranking in the making: things by their place in the payload, best first; each may share the place of the one above. */
export type Order = {
  readonly things: readonly number[];
  readonly tied: readonly number[];
  readonly at: number | null;
};

export const EMPTY: Order = { things: [], tied: [], at: null };

/** Puts a thing below all that are placed, or, where it is placed already, takes it up. */
export function pick(order: Order, thing: number): Order {
  const placed = order.things.includes(thing);
  return { ...order, things: placed ? order.things : [...order.things, thing], at: thing };
}

/** Moves a placed thing to another place of the list. */
export function moveTo(order: Order, thing: number, place: number): Order {
  const from = order.things.indexOf(thing);
  const to = Math.max(0, Math.min(place, order.things.length - 1));
  if (from < 0 || from === to) return order;
  const others = order.things.filter((one) => one !== thing);
  return settled({ ...order, things: [...others.slice(0, to), thing, ...others.slice(to)], at: thing });
}

/** Lets a thing share the place of the one above it, or no longer. */
export function toggleTie(order: Order, thing: number): Order {
  const tied = order.tied.includes(thing) ? order.tied.filter((one) => one !== thing) : [...order.tied, thing];
  return settled({ ...order, tied });
}

/** Takes the last thing off again. */
export function takeBack(order: Order): Order {
  const last = order.things.at(-1);
  const rest = { ...order, things: order.things.slice(0, -1), tied: order.tied.filter((one) => one !== last) };
  return { ...rest, at: rest.things.at(-1) ?? null };
}

/** The place of every placed thing, 0 the best; a tie leaves none out. */
export function placesOf({ things, tied }: Order): ReadonlyMap<number, number> {
  const places = new Map<number, number>();
  let place = -1;
  for (const thing of things) {
    if (!tied.includes(thing)) place++;
    places.set(thing, place);
  }
  return places;
}

/** The answer, once all of `count` things are placed. */
export function answerOf(order: Order, count: number): RankingAnswer | undefined {
  const places = placesOf(order);
  return places.size === count ? { places: Array.from({ length: count }, (_, i) => places.get(i) ?? 0) } : undefined;
}

/** The first of the list has nobody to share a place with. */
const settled = (order: Order): Order => ({ ...order, tied: order.tied.filter((thing) => thing !== order.things[0]) });
