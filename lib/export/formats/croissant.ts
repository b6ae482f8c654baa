/**
 * Croissant 1.1 (https://docs.mlcommons.org/croissant/docs/croissant-spec-1.1.html) with the responsible-AI vocabulary
 * (https://docs.mlcommons.org/croissant/docs/croissant-rai-spec.html) and provenance in PROV-O's terms
 * (https://www.w3.org/TR/prov-o/): which files there are, what is in them, and where they come from.
 */
import { z } from "zod";
import { citation } from "../citation";
import { extraColumns } from "../extras";
import { defineFormat, type Writing } from "../format";

export const croissant = defineFormat({
  id: "croissant",
  title: "Croissant 1.1 metadata",
  use: "mlcroissant, search engines: what the dataset is and where it comes from",
  reads: "any",
  leavesOut: "the rows themselves: it names the files that hold them",
  carries: [],
  carriesByDefault: [],
  options: z.object({}),
  extension: "croissant.json",
  mediaType: "application/ld+json",
  shape: "file",
  async *file(writing) {
    yield `${JSON.stringify(metadata(writing), null, 2)}\n`;
  },
});

/** The context that the specification gives for 1.1, with the two vocabularies that we use beside it. */
const CONTEXT = {
  "@language": "en",
  "@vocab": "https://schema.org/",
  arrayShape: "cr:arrayShape",
  citeAs: "cr:citeAs",
  column: "cr:column",
  conformsTo: "dct:conformsTo",
  containedIn: "cr:containedIn",
  cr: "http://mlcommons.org/croissant/",
  data: { "@id": "cr:data", "@type": "@json" },
  dataType: { "@id": "cr:dataType", "@type": "@vocab" },
  dct: "http://purl.org/dc/terms/",
  equivalentProperty: "cr:equivalentProperty",
  examples: { "@id": "cr:examples", "@type": "@json" },
  extract: "cr:extract",
  field: "cr:field",
  fileObject: "cr:fileObject",
  fileProperty: "cr:fileProperty",
  fileSet: "cr:fileSet",
  format: "cr:format",
  includes: "cr:includes",
  isArray: "cr:isArray",
  isLiveDataset: "cr:isLiveDataset",
  jsonPath: "cr:jsonPath",
  key: "cr:key",
  md5: "cr:md5",
  parentField: "cr:parentField",
  path: "cr:path",
  prov: "http://www.w3.org/ns/prov#",
  rai: "http://mlcommons.org/croissant/RAI/",
  recordSet: "cr:recordSet",
  references: "cr:references",
  regex: "cr:regex",
  repeated: "cr:repeated",
  replace: "cr:replace",
  samplingRate: "cr:samplingRate",
  sc: "https://schema.org/",
  separator: "cr:separator",
  source: "cr:source",
  subField: "cr:subField",
  transform: "cr:transform",
};

/** The file whose fields are described. */
const RECORDS = "csv";

function metadata(writing: Writing): object {
  const { about, lose } = writing;
  if (!about.files.some(({ format }) => format === RECORDS)) {
    lose("no file is released yet: the metadata names none");
  }
  return {
    "@context": CONTEXT,
    "@type": "sc:Dataset",
    "@id": about.url,
    conformsTo: ["http://mlcommons.org/croissant/1.1", "http://mlcommons.org/croissant/RAI/1.0"],
    name: about.title,
    description: about.guidelines === "" ? about.title : about.guidelines,
    url: about.url,
    version: `${about.version ?? 0}.0.0`,
    ...(about.releasedAtMs === null ? {} : { datePublished: new Date(about.releasedAtMs).toISOString().slice(0, 10) }),
    ...(about.licence === null ? {} : { license: about.licence }),
    citeAs: citation(about),
    creator: { "@type": "sc:Person", "@id": `urn:assay:account:${about.owner}`, name: about.owner },
    isLiveDataset: false,
    // Not itself: a file cannot hold its own checksum.
    distribution: about.files.filter(({ format }) => format !== "croissant").map(fileObject),
    recordSet: about.files.some(({ format }) => format === RECORDS) ? [recordSet(writing)] : [],
    ...responsible(writing),
    ...provenance(writing),
  };
}

function fileObject(file: Writing["about"]["files"][number]): object {
  return {
    "@type": "cr:FileObject",
    "@id": file.format,
    name: file.name,
    contentUrl: file.url,
    contentSize: `${file.bytes} B`,
    encodingFormat: file.mediaType,
    sha256: file.sha256,
  };
}

const TYPES = { string: "sc:Text", number: "sc:Integer", boolean: "sc:Boolean" } as const;

function recordSet(writing: Writing): object {
  const { ontology } = writing;
  const extras = extraColumns(new Set(["certainty", "entropy"]));
  const fields: [name: string, dataType: string][] = [
    ["id", "sc:Text"],
    ["item", "sc:Text"],
    ["text", "sc:Text"],
    ["asset", "sc:URL"],
    ["gold", "sc:Boolean"],
    ["answers", "sc:Integer"],
    ...extras.map(({ name }): [string, string] => [name, "sc:Integer"]),
    ...ontology.answerColumns.map((name): [string, string] => {
      const type = typeof ontology.answerExample[name];
      return [name, type === "number" || type === "boolean" ? TYPES[type] : TYPES.string];
    }),
  ];
  return {
    "@type": "cr:RecordSet",
    "@id": "items",
    name: "items",
    key: { "@id": "items/item" },
    field: fields.map(([name, dataType]) => ({
      "@type": "cr:Field",
      "@id": `items/${name}`,
      name,
      dataType,
      source: { fileObject: { "@id": RECORDS }, extract: { column: name } },
    })),
  };
}

function responsible({ about, ontology }: Writing): object {
  return {
    "rai:dataCollection": `${about.items} items that their owner brought; every label is the consensus of people's signed answers.`,
    "rai:dataCollectionType": ["Manual Human Curation", "Crowdsourcing"],
    "rai:dataAnnotationProtocol": about.guidelines === "" ? "The question of the bounty alone." : about.guidelines,
    "rai:dataAnnotationPlatform": "Assay",
    "rai:dataAnnotationAnalysis":
      "An integer model (Dawid-Skene family) weighs answers by each annotator's reliability; its posterior is tempered on known answers.",
    "rai:machineAnnotationTools": [
      `A small model proposed labels, except on ${about.blindBps / 100} % of the items, which nobody saw a suggestion for.`,
    ],
    "rai:annotationsPerItem": "in the column `answers`",
    ...(about.consent === null ? {} : { "rai:personalSensitiveInformation": about.consent }),
    "rai:dataUseCases": [`Training and testing of models: ${ontology.taskType.title.toLowerCase()}.`],
    "rai:dataReleaseMaintenancePlan": "Versions are immutable; a later one stands beside the earlier ones.",
  };
}

function provenance({ about, ontology }: Writing): object {
  const manifest = `urn:assay:manifest:${about.manifestHash ?? about.id}`;
  return {
    "prov:wasDerivedFrom": { "@type": "prov:Entity", "@id": manifest, name: "Items and terms as published" },
    "prov:wasAttributedTo": { "@type": "prov:Agent", "@id": `urn:assay:account:${about.owner}` },
    "prov:wasGeneratedBy": {
      "@type": "prov:Activity",
      "@id": `urn:assay:labeling:${about.id}`,
      name: ontology.taskType.title,
      "prov:used": { "@id": manifest },
      "prov:wasAssociatedWith": [
        { "@type": "prov:Agent", "@id": `urn:assay:crowd:${about.id}`, name: "Annotators of the bounty" },
        { "@type": "prov:SoftwareAgent", "@id": "urn:assay:referee", name: "The referee, recomputable by anybody" },
      ],
      ...(about.releasedAtMs === null ? {} : { "prov:endedAtTime": new Date(about.releasedAtMs).toISOString() }),
    },
  };
}
