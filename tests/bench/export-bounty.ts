/** The dataset that the export bench writes: short texts with one of three labels, and what the referee found. */
export const BENCH_BOUNTY = 1;
export const BENCH_CONFIG = { question: "Which tone?", labels: ["calm", "angry", "neither"] };

/** What `export-alone.ts` measures. */
export type ExportAlone = {
  readonly way: string;
  readonly seconds: number;
  /** Of the process itself, without the database. */
  readonly cpuSeconds: number;
  readonly bytes: number;
  readonly peakMb: number;
};

/** SQL that fills a migrated database with so many items. */
export const fillSql = (rows: number): string => `
  INSERT INTO account (no, address) VALUES (1, '0x' || repeat('0', 40));
  INSERT INTO bounty (no, id, owner_no, state, title, task_type, task_version, config, policy, secret)
    VALUES (${BENCH_BOUNTY}, 'bty_bench', 1, 'settled', 'bench', 'choice', 1, '${JSON.stringify(BENCH_CONFIG)}', '{}', '');
  INSERT INTO import (no, id, bounty_no, name, format) VALUES (1, 'imp_bench', ${BENCH_BOUNTY}, 'bench.csv', 'csv');
  INSERT INTO item_content (bounty_no, hash, import_no, line, external_id, payload, item_no)
    SELECT ${BENCH_BOUNTY}, encode(sha256(g::text::bytea), 'hex'), 1, g, 'row-' || g,
      jsonb_build_object('kind', 'text', 'text', 'Message number ' || g || ': ' || repeat('thank you for waiting, ', 1 + g % 5)), g
    FROM generate_series(0, ${rows - 1}) g;
  INSERT INTO consensus (bounty_no, item_no, answer, category, posterior, tempered, certainty, entropy, answers, state)
    SELECT ${BENCH_BOUNTY}, g, to_jsonb((ARRAY['calm', 'angry', 'neither'])[1 + g % 3]), g % 3, '{60000,5000,536}',
      ARRAY[60000 - g % 1000, 5000 + g % 1000, 536], 60000 - g % 1000, 400 + g % 100, 3, 'resolved'
    FROM generate_series(0, ${rows - 1}) g`;
