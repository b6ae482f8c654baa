/** Runs a bounty's model on one item: in the annotator's browser (in a worker), in the worker process, in tests. */
import { z } from "zod";
import { AppError } from "@/lib/kernel/errors";
import { metadataOf } from "@/lib/onnx/onnx-read";
import { type OnnxSession, openSession, runSession } from "@/lib/onnx/onnx-session";
import { argMax } from "./dense";
import { IMAGE_SIDE, pixelsToTensor } from "./image-pixels";
import { TEXT_FEATURES_VERSION, textFeatureIds } from "./text-features";

/** What the model looks at: a text, or a picture shrunk to 32 × 32 RGB (see `shrinkToSquare`). */
export type ModelInput =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "image"; readonly rgb: Uint8Array };

export type Suggestion = {
  readonly classIndex: number;
  /** Calibrated probability of that class, 0..1. */
  readonly confidence: number;
  /** One probability for each class. */
  readonly probs: readonly number[];
};

export type Suggester = {
  readonly kind: "text" | "image";
  /** Class names in the order of the probabilities. */
  readonly classes: readonly string[];
  suggest(input: ModelInput): Promise<Suggestion>;
  close(): Promise<void>;
};

/**
 * Opens a model file written by `fitText` or `fitImages`. Text takes about 0.1 ms an item, a picture 1.5 ms.
 * Throws AppError `invalid_input` when the file is no such model or was fitted with other text features.
 */
export async function createSuggester(file: Uint8Array): Promise<Suggester> {
  const about = describe(file);
  const session = await openSession(file).catch((cause) => {
    throw new AppError("invalid_input", "ONNX Runtime cannot load this model file.", { cause });
  });
  return {
    kind: about.kind,
    classes: about.classes,
    suggest: async (input) => suggestion(await probabilities(session, about, input)),
    close: () => session.release(),
  };
}

type About = { readonly kind: "text" | "image"; readonly classes: readonly string[]; readonly buckets: number };

const classList = z.array(z.string()).min(2);

function describe(file: Uint8Array): About {
  try {
    const metadata = metadataOf(file);
    const kind = z.enum(["text", "image"]).parse(metadata.get("assay.kind"));
    const classes = classList.parse(JSON.parse(metadata.get("assay.classes") ?? ""));
    if (kind === "image") return { kind, classes, buckets: 0 };
    z.literal(`text-v${TEXT_FEATURES_VERSION}`).parse(metadata.get("assay.features"));
    return { kind, classes, buckets: z.coerce.number().int().min(2).parse(metadata.get("assay.buckets")) };
  } catch (cause) {
    throw new AppError("invalid_input", "This file is not a pre-label model that this version can run.", { cause });
  }
}

async function probabilities(session: OnnxSession, about: About, input: ModelInput): Promise<Float32Array> {
  if (input.kind !== about.kind) {
    throw new AppError("invalid_input", `This model reads ${about.kind}, not ${input.kind}.`);
  }
  if (input.kind === "image") {
    const dims = [1, 3, IMAGE_SIDE, IMAGE_SIDE];
    return runSession(session, { name: "image", data: pixelsToTensor(input.rgb), dims }, "task_probs");
  }
  const ids = textFeatureIds(input.text, about.buckets);
  const data = Int32Array.from(ids.length > 0 ? ids : [0]);
  return runSession(session, { name: "ids", data, dims: [1, data.length] }, "task_probs");
}

function suggestion(probs: Float32Array): Suggestion {
  const classIndex = argMax(probs);
  return { classIndex, confidence: probs[classIndex] ?? 0, probs: Array.from(probs) };
}
