/** What a webhook may be told of, in the words that people read. Names are stored: never renamed, never reused. */
export const EVENTS = {
  "import.finished": "A file was read: its rows count, or wait for your word",
  "bounty.opened": "The money is locked and people can label",
  "bounty.closed": "No more answers are taken",
  "batch.posted": "The settlement is on the chain and its challenge window runs",
  "batch.final": "The settlement stands: everybody can be paid",
  "batch.void": "The settlement was thrown out",
  "dataset.released": "A version of the dataset can be downloaded",
  "export.ready": "An export that you ordered is written",
} as const;

export type EventName = keyof typeof EVENTS;

export const EVENT_NAMES = Object.keys(EVENTS) as [EventName, ...EventName[]];

/** Sent when its owner asks for a trial; nobody subscribes to it. */
export const TEST_EVENT = "webhook.test";

/** A message as it is sent (standardwebhooks.com): what happened, when, and to what, by public ids. */
export const messageBody = (
  type: EventName | typeof TEST_EVENT,
  nowMs: number,
  data: Record<string, unknown>,
): string => JSON.stringify({ type, timestamp: new Date(nowMs).toISOString(), data });
