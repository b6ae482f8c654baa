import type batch from "../../messages/en/batch.json";
import type bench from "../../messages/en/bench.json";
import type bounty from "../../messages/en/bounty.json";
import type dataset from "../../messages/en/dataset.json";
import type developers from "../../messages/en/developers.json";
import type earnings from "../../messages/en/earnings.json";
import type errors from "../../messages/en/errors.json";
import type market from "../../messages/en/market.json";
import type money from "../../messages/en/money.json";
import type owner from "../../messages/en/owner.json";
import type quality from "../../messages/en/quality.json";
import type shell from "../../messages/en/shell.json";
import type ui from "../../messages/en/ui.json";
import type verify from "../../messages/en/verify.json";
import type wizard from "../../messages/en/wizard.json";
import type work from "../../messages/en/work.json";

/** The names of all words, as English has them: a name that is not there does not compile. */
declare module "next-intl" {
  interface AppConfig {
    Messages: {
      bench: typeof bench;
      bounty: typeof bounty;
      earnings: typeof earnings;
      errors: typeof errors;
      market: typeof market;
      shell: typeof shell;
      ui: typeof ui;
      wizard: typeof wizard;
      dataset: typeof dataset;
      verify: typeof verify;
      developers: typeof developers;
      quality: typeof quality;
      batch: typeof batch;
      owner: typeof owner;
      money: typeof money;
      work: typeof work;
      /** Words of the task types, by id; `tests/locale` looks after their names. */
      types: Record<string, Record<string, string>>;
    };
  }
}
