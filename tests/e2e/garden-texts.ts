// Texts for the journeys: questions to a garden shop, written for these tests. Every one has one fitting label.
export const GARDEN_LABELS = ["Watering", "Pests", "Soil", "Pruning"] as const;
export type GardenLabel = (typeof GARDEN_LABELS)[number];
type Text = { readonly text: string; readonly label: GardenLabel };

/** The twelve items of the journey. */
export const TWELVE: readonly Text[] = [
  { text: "How often should I water my tomatoes in July?", label: "Watering" },
  { text: "Small green insects sit under every rose leaf. What are they?", label: "Pests" },
  { text: "My ground is heavy clay. Can I still grow carrots?", label: "Soil" },
  { text: "When do I cut back the old apple tree?", label: "Pruning" },
  { text: "The fern’s tips are brown and dry although it stands in the shade.", label: "Watering" },
  { text: "Snails ate the lettuce in one night, what keeps them away?", label: "Pests" },
  { text: "Which compost is right for blueberries?", label: "Soil" },
  { text: "Can I trim the lavender after it has flowered?", label: "Pruning" },
  { text: "We are away for three weeks: is a drip hose enough?", label: "Watering" },
  { text: "There are caterpillars with white stripes on my cabbage.", label: "Pests" },
  { text: "The pH in my bed is 8. What should I mix in?", label: "Soil" },
  { text: "How short may a hedge of yew be clipped?", label: "Pruning" },
];

/** Two control items, whose answers the owner knows. */
export const GOLD: readonly Text[] = [
  { text: "Is rain water better than tap water for orchids?", label: "Watering" },
  { text: "Which shears cut thick branches cleanly?", label: "Pruning" },
];

const PLANTS = [
  "roses",
  "beans",
  "hydrangeas",
  "peppers",
  "the vine",
  "strawberries",
  "the fig",
  "dahlias",
  "leeks",
  "mint",
];
const SENTENCES: Readonly<Record<GardenLabel, (plant: string) => string>> = {
  Watering: (plant) => `How much water do ${plant} need, and do I water in the morning or at night?`,
  Pests: (plant) => `Aphids and other insects crawl all over ${plant}: how do I drive these pests away?`,
  Soil: (plant) => `What soil do ${plant} like, and how much compost goes into the ground?`,
  Pruning: (plant) => `When do I prune ${plant}, and how far back do I cut the branches?`,
};

/** Forty easy items: a small model learns them from a few dozen labels. */
export const FORTY: readonly Text[] = PLANTS.flatMap((plant) =>
  GARDEN_LABELS.map((label) => ({ text: SENTENCES[label](plant), label })),
);

const KNOWN = new Map([...TWELVE, ...GOLD, ...FORTY].map(({ text, label }) => [text, label]));

/** The fitting label of a text. */
export function labelOf(text: string): GardenLabel {
  const label = KNOWN.get(text.trim());
  if (!label) throw new Error(`no such text: ${text}`);
  return label;
}

/** The key on the bench that gives the fitting answer. */
export const keyOf = (text: string): string => String(GARDEN_LABELS.indexOf(labelOf(text)) + 1);
