/** What an injected account may know when it answers. Classes by index; nothing here pays or judges anybody. */
export type World = {
  readonly classes: number;
  /** [items] the true class; items without a known truth have what the crowd's majority says. */
  readonly truth: Int32Array;
  /** [items] answers that the real crowd gave. */
  readonly answered: Int32Array;
  /** The label the real crowd gives most often. */
  readonly commonest: number;
  /** [items] the class that the pre-label model suggests: it knows 7 of 10 items, and guesses the others. */
  readonly suggested: Int32Array;
};

export type GivenVote = {
  readonly item: number;
  /** Number of the injected account within its kind. */
  readonly account: number;
  readonly label: number;
  /** Whether the suggestion was on the screen. */
  readonly sawSuggestion: boolean;
};

export type AttackerKind = {
  readonly words: string;
  readonly accounts: number;
  /** Accounts of this kind are known to be one person. */
  readonly oneCluster?: boolean;
  votes(world: World, roll: () => number): GivenVote[];
};

/** Answers of one injected account, at most; as many as an annotator of the real crowds typically gives. */
const ANSWERS = 60;

/** Every kind that the simulator injects. The first two are no attackers: they show what honest work is paid. */
export const KINDS = {
  honest: independent("right on 9 of 10 items", 4, (t, w, roll) => knowing(0.9, t, w, roll)),
  noisy: independent("knows every second item, guesses the others", 4, (t, w, roll) => knowing(0.5, t, w, roll)),
  constant: independent(
    "one label always, each account its own",
    4,
    (_t, { classes }, _roll, account) => account % classes,
  ),
  random: independent("rolls dice", 4, (_t, { classes }, roll) => below(classes, roll)),
  majority: independent("the commonest label always", 4, (_t, { commonest }) => commonest),
  copier: {
    ...independent("repeats the suggestion it sees", 4, (t, { suggested }) => suggested[t] ?? 0),
    votes: (world, roll) =>
      spread(world, 4, roll, (t) => world.suggested[t] ?? 0).map((vote) => ({ ...vote, sawSuggestion: true })),
  },
  permuter: independent(
    "right on 9 of 10, every label renamed to the next",
    4,
    (t, w, roll) => (knowing(0.9, t, w, roll) + 1) % w.classes,
  ),
  sybil: { words: "one dice roller's answers under five accounts", accounts: 5, votes: copies },
  "sybil, known": { words: "the same, the five known to be one person", accounts: 5, oneCluster: true, votes: copies },
  "ring, own items": {
    words: "five agree on labels without looking, on items they pick",
    accounts: 5,
    votes: selfChosen,
  },
  "ring, random items": { words: "the same five, each on items it is given", accounts: 5, votes: assigned },
} as const satisfies Record<string, AttackerKind>;

export type KindName = keyof typeof KINDS;

const below = (n: number, roll: () => number): number => Math.floor(roll() * n);

function knowing(share: number, t: number, { truth, classes }: World, roll: () => number): number {
  return roll() < share ? (truth[t] ?? 0) : below(classes, roll);
}

type Answer = (t: number, world: World, roll: () => number, account: number) => number;

function independent(words: string, accounts: number, answer: Answer): AttackerKind {
  return {
    words,
    accounts,
    votes: (world, roll) => spread(world, accounts, roll, (t, account) => answer(t, world, roll, account)),
  };
}

/** Every account on random items of its own. */
function spread(
  world: World,
  accounts: number,
  roll: () => number,
  label: (t: number, account: number) => number,
): GivenVote[] {
  return Array.from({ length: accounts }, (_, account) =>
    draw(world, roll).map((item) => ({ item, account, label: label(item, account), sawSuggestion: false })),
  ).flat();
}

/** `ANSWERS` different random items, or all of them. */
function draw({ truth }: World, roll: () => number): number[] {
  const items = new Set<number>();
  while (items.size < Math.min(ANSWERS, truth.length)) items.add(below(truth.length, roll));
  return [...items];
}

function copies(world: World, roll: () => number): GivenVote[] {
  const first = draw(world, roll).map((item) => ({ item, label: below(world.classes, roll) }));
  return [0, 1, 2, 3, 4].flatMap((account) => first.map((vote) => ({ ...vote, account, sawSuggestion: false })));
}

/** The items with the fewest answers, where five accounts weigh most. */
function selfChosen(world: World, roll: () => number): GivenVote[] {
  const order = Array.from(world.answered, (answers, item) => ({ item, key: answers + roll() })).sort(
    (a, b) => a.key - b.key,
  );
  const agreed = order.slice(0, ANSWERS).map(({ item }) => ({ item, label: below(world.classes, roll) }));
  return [0, 1, 2, 3, 4].flatMap((account) => agreed.map((vote) => ({ ...vote, account, sawSuggestion: false })));
}

function assigned(world: World, roll: () => number): GivenVote[] {
  const agreed = Int32Array.from(world.truth, () => below(world.classes, roll));
  return spread(world, 5, roll, (t) => agreed[t] ?? 0);
}
