-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateTable
CREATE TABLE "account" (
    "no" BIGSERIAL NOT NULL,
    "address" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "account_pkey" PRIMARY KEY ("no")
);

-- CreateTable
CREATE TABLE "nonce" (
    "value" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "nonce_pkey" PRIMARY KEY ("value")
);

-- CreateTable
CREATE TABLE "session_key" (
    "id" TEXT NOT NULL,
    "account_no" BIGINT NOT NULL,
    "public_key" TEXT NOT NULL,
    "expires_at_s" BIGINT NOT NULL,
    "signature" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "session_key_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "rate_window" (
    "key" TEXT NOT NULL,
    "minute" BIGINT NOT NULL,
    "count" INTEGER NOT NULL,

    CONSTRAINT "rate_window_pkey" PRIMARY KEY ("key","minute")
);

-- CreateTable
CREATE TABLE "bounty" (
    "no" BIGSERIAL NOT NULL,
    "id" TEXT NOT NULL,
    "owner_no" BIGINT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'draft',
    "title" TEXT NOT NULL,
    "guidelines" TEXT NOT NULL DEFAULT '',
    "task_type" TEXT NOT NULL,
    "task_version" INTEGER NOT NULL,
    "config" JSONB NOT NULL,
    "policy" JSONB NOT NULL,
    "price_units" DECIMAL(78,0) NOT NULL DEFAULT 0,
    "deadline" TIMESTAMPTZ(3),
    "item_count" INTEGER NOT NULL DEFAULT 0,
    "gold_count" INTEGER NOT NULL DEFAULT 0,
    "secret" TEXT NOT NULL,
    "manifest" JSONB,
    "manifest_hash" TEXT,
    "chain_bounty_id" TEXT,
    "escrow_units" DECIMAL(78,0) NOT NULL DEFAULT 0,
    "funded_units" DECIMAL(78,0) NOT NULL DEFAULT 0,
    "funding_tx" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "published_at" TIMESTAMPTZ(3),
    "opened_at" TIMESTAMPTZ(3),
    "closed_at" TIMESTAMPTZ(3),
    "settled_at" TIMESTAMPTZ(3),

    CONSTRAINT "bounty_pkey" PRIMARY KEY ("no")
);

-- CreateTable
CREATE TABLE "consensus" (
    "bounty_no" BIGINT NOT NULL,
    "item_no" INTEGER NOT NULL,
    "answer" JSONB NOT NULL,
    "category" INTEGER,
    "posterior" INTEGER[],
    "tempered" INTEGER[],
    "certainty" INTEGER NOT NULL,
    "entropy" INTEGER NOT NULL,
    "answers" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "consensus_pkey" PRIMARY KEY ("bounty_no","item_no")
);

-- CreateTable
CREATE TABLE "reliability" (
    "bounty_no" BIGINT NOT NULL,
    "annotator_no" BIGINT NOT NULL,
    "answers" INTEGER NOT NULL,
    "gold_right" INTEGER NOT NULL,
    "gold_seen" INTEGER NOT NULL,
    "reliability_q16" INTEGER NOT NULL,
    "rho_q16" INTEGER NOT NULL,
    "score_q10" INTEGER NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "reliability_pkey" PRIMARY KEY ("bounty_no","annotator_no")
);

-- CreateTable
CREATE TABLE "quality_report" (
    "bounty_no" BIGINT NOT NULL,
    "report" JSONB NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "quality_report_pkey" PRIMARY KEY ("bounty_no")
);

-- CreateTable
CREATE TABLE "item" (
    "bounty_no" BIGINT NOT NULL,
    "item_no" INTEGER NOT NULL,
    "want" SMALLINT NOT NULL,
    "taken" SMALLINT NOT NULL DEFAULT 0,
    "open" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "item_pkey" PRIMARY KEY ("bounty_no","item_no")
);

-- CreateTable
CREATE TABLE "gold" (
    "bounty_no" BIGINT NOT NULL,
    "gold_no" INTEGER NOT NULL,
    "item_no" INTEGER NOT NULL,

    CONSTRAINT "gold_pkey" PRIMARY KEY ("bounty_no","gold_no")
);

-- CreateTable
CREATE TABLE "enrolment" (
    "bounty_no" BIGINT NOT NULL,
    "annotator_no" BIGINT NOT NULL,
    "seed" BIGINT NOT NULL,
    "due_at" TIMESTAMPTZ(6),
    "version" INTEGER NOT NULL DEFAULT 0,
    "issued" INTEGER NOT NULL DEFAULT 0,
    "answered" INTEGER NOT NULL DEFAULT 0,
    "counted" INTEGER NOT NULL DEFAULT 0,
    "spare" INTEGER NOT NULL DEFAULT 0,
    "golds" INTEGER NOT NULL DEFAULT 0,
    "lapsed" INTEGER NOT NULL DEFAULT 0,
    "gold_bps" SMALLINT NOT NULL DEFAULT 1000,
    "room" SMALLINT NOT NULL DEFAULT 40,
    "state" SMALLINT NOT NULL DEFAULT 0,
    "held" INTEGER[] DEFAULT ARRAY[]::INTEGER[],
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "enrolment_pkey" PRIMARY KEY ("bounty_no","annotator_no")
);

-- CreateTable
CREATE TABLE "assignment" (
    "bounty_no" BIGINT NOT NULL,
    "annotator_no" BIGINT NOT NULL,
    "claimed_at" TIMESTAMPTZ(6) NOT NULL,
    "expires_at" TIMESTAMPTZ(6) NOT NULL,
    "item_no" INTEGER NOT NULL,
    "state" SMALLINT NOT NULL DEFAULT 0,
    "gold" BOOLEAN NOT NULL,

    CONSTRAINT "assignment_pkey" PRIMARY KEY ("bounty_no","annotator_no","item_no")
);

-- CreateTable
CREATE TABLE "submission" (
    "id" BIGSERIAL NOT NULL,
    "bounty_no" BIGINT NOT NULL,
    "annotator_no" BIGINT NOT NULL,
    "key_id" TEXT NOT NULL,
    "digests" BYTEA NOT NULL,
    "signature" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "submission_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "annotation" (
    "bounty_no" BIGINT NOT NULL,
    "annotator_no" BIGINT NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "key" UUID NOT NULL,
    "item_no" INTEGER NOT NULL,
    "lead_ms" INTEGER NOT NULL,
    "kind" SMALLINT NOT NULL,
    "answer" JSONB NOT NULL,
    "shown" JSONB,
    "submission_id" BIGINT NOT NULL,
    "pos" SMALLINT NOT NULL,

    CONSTRAINT "annotation_pkey" PRIMARY KEY ("bounty_no","item_no","annotator_no")
);

-- CreateTable
CREATE TABLE "outbox" (
    "id" BIGSERIAL NOT NULL,
    "bounty_no" BIGINT NOT NULL,
    "annotator_no" BIGINT NOT NULL,
    "items" INTEGER[],

    CONSTRAINT "outbox_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "import" (
    "no" BIGSERIAL NOT NULL,
    "id" TEXT NOT NULL,
    "bounty_no" BIGINT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'reading',
    "name" TEXT NOT NULL,
    "format" TEXT NOT NULL,
    "bytes" BIGINT NOT NULL DEFAULT 0,
    "accepted" INTEGER NOT NULL DEFAULT 0,
    "gold" INTEGER NOT NULL DEFAULT 0,
    "rejected" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "import_pkey" PRIMARY KEY ("no")
);

-- CreateTable
CREATE TABLE "import_error" (
    "import_no" BIGINT NOT NULL,
    "seq" INTEGER NOT NULL,
    "line" INTEGER NOT NULL,
    "at" TEXT NOT NULL,
    "reason" TEXT NOT NULL,

    CONSTRAINT "import_error_pkey" PRIMARY KEY ("import_no","seq")
);

-- CreateTable
CREATE TABLE "item_content" (
    "bounty_no" BIGINT NOT NULL,
    "hash" TEXT NOT NULL,
    "import_no" BIGINT NOT NULL,
    "line" INTEGER NOT NULL,
    "external_id" TEXT NOT NULL,
    "payload" JSONB NOT NULL,
    "gold" JSONB,
    "item_no" INTEGER,

    CONSTRAINT "item_content_pkey" PRIMARY KEY ("bounty_no","hash")
);

-- CreateTable
CREATE TABLE "asset" (
    "sha256" TEXT NOT NULL,
    "media_type" TEXT NOT NULL,
    "width" INTEGER NOT NULL,
    "height" INTEGER NOT NULL,
    "bytes" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "asset_pkey" PRIMARY KEY ("sha256")
);

-- CreateTable
CREATE TABLE "heartbeat" (
    "process" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "version" TEXT NOT NULL,

    CONSTRAINT "heartbeat_pkey" PRIMARY KEY ("process")
);

-- CreateTable
CREATE TABLE "chain_cursor" (
    "id" TEXT NOT NULL,
    "block" BIGINT NOT NULL,

    CONSTRAINT "chain_cursor_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "model_version" (
    "no" BIGSERIAL NOT NULL,
    "bounty_no" BIGINT NOT NULL,
    "sha256" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "card" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "model_version_pkey" PRIMARY KEY ("no")
);

-- CreateTable
CREATE TABLE "suggestion" (
    "model_no" BIGINT NOT NULL,
    "item_no" INTEGER NOT NULL,
    "q16" INTEGER[],

    CONSTRAINT "suggestion_pkey" PRIMARY KEY ("model_no","item_no")
);

-- CreateTable
CREATE TABLE "batch" (
    "no" BIGSERIAL NOT NULL,
    "id" TEXT NOT NULL,
    "bounty_no" BIGINT NOT NULL,
    "seq" INTEGER NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'building',
    "ledger_id" DECIMAL(78,0) NOT NULL,
    "batch_id" BIGINT,
    "batch_key" TEXT,
    "root" TEXT,
    "total_units" DECIMAL(78,0) NOT NULL DEFAULT 0,
    "fee_units" DECIMAL(78,0) NOT NULL DEFAULT 0,
    "alloc_units" DECIMAL(78,0) NOT NULL DEFAULT 0,
    "evidence_sha" TEXT,
    "evidence_bytes" BIGINT NOT NULL DEFAULT 0,
    "answers" INTEGER NOT NULL DEFAULT 0,
    "annotators" INTEGER NOT NULL DEFAULT 0,
    "items" INTEGER NOT NULL DEFAULT 0,
    "raw_tx" TEXT,
    "tx_hash" TEXT,
    "claimable_at_s" BIGINT,
    "meta" TEXT,
    "failure" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "posted_at" TIMESTAMPTZ(3),
    "final_at" TIMESTAMPTZ(3),

    CONSTRAINT "batch_pkey" PRIMARY KEY ("no")
);

-- CreateTable
CREATE TABLE "payout" (
    "batch_no" BIGINT NOT NULL,
    "leaf_index" INTEGER NOT NULL,
    "annotator_no" BIGINT NOT NULL,
    "address" TEXT NOT NULL,
    "amount_units" DECIMAL(78,0) NOT NULL,
    "counted" INTEGER NOT NULL,
    "gold" INTEGER NOT NULL,
    "spare" INTEGER NOT NULL,
    "rho_q16" INTEGER NOT NULL,
    "score_q10" INTEGER NOT NULL,
    "claimed_tx" TEXT,
    "claimed_at" TIMESTAMPTZ(3),

    CONSTRAINT "payout_pkey" PRIMARY KEY ("batch_no","leaf_index")
);

-- CreateIndex
CREATE UNIQUE INDEX "account_address_key" ON "account"("address");

-- CreateIndex
CREATE INDEX "nonce_expires_at_idx" ON "nonce"("expires_at");

-- CreateIndex
CREATE INDEX "session_key_account_no_idx" ON "session_key"("account_no");

-- CreateIndex
CREATE UNIQUE INDEX "bounty_id_key" ON "bounty"("id");

-- CreateIndex
CREATE UNIQUE INDEX "bounty_manifest_hash_key" ON "bounty"("manifest_hash");

-- CreateIndex
CREATE UNIQUE INDEX "bounty_chain_bounty_id_key" ON "bounty"("chain_bounty_id");

-- CreateIndex
CREATE INDEX "bounty_state_opened_at_idx" ON "bounty"("state", "opened_at");

-- CreateIndex
CREATE INDEX "bounty_owner_no_idx" ON "bounty"("owner_no");

-- CreateIndex
CREATE INDEX "consensus_bounty_no_entropy_idx" ON "consensus"("bounty_no", "entropy" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "import_id_key" ON "import"("id");

-- CreateIndex
CREATE INDEX "import_bounty_no_idx" ON "import"("bounty_no");

-- CreateIndex
CREATE INDEX "item_content_import_no_idx" ON "item_content"("import_no");

-- CreateIndex
CREATE UNIQUE INDEX "item_content_bounty_no_external_id_key" ON "item_content"("bounty_no", "external_id");

-- CreateIndex
CREATE UNIQUE INDEX "item_content_bounty_no_item_no_key" ON "item_content"("bounty_no", "item_no");

-- CreateIndex
CREATE UNIQUE INDEX "model_version_bounty_no_sha256_key" ON "model_version"("bounty_no", "sha256");

-- CreateIndex
CREATE UNIQUE INDEX "batch_id_key" ON "batch"("id");

-- CreateIndex
CREATE INDEX "batch_state_idx" ON "batch"("state");

-- CreateIndex
CREATE UNIQUE INDEX "batch_bounty_no_seq_key" ON "batch"("bounty_no", "seq");

-- CreateIndex
CREATE UNIQUE INDEX "batch_ledger_id_batch_id_key" ON "batch"("ledger_id", "batch_id");

-- CreateIndex
CREATE INDEX "payout_annotator_no_idx" ON "payout"("annotator_no");

-- AddForeignKey
ALTER TABLE "session_key" ADD CONSTRAINT "session_key_account_no_fkey" FOREIGN KEY ("account_no") REFERENCES "account"("no") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "bounty" ADD CONSTRAINT "bounty_owner_no_fkey" FOREIGN KEY ("owner_no") REFERENCES "account"("no") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "import" ADD CONSTRAINT "import_bounty_no_fkey" FOREIGN KEY ("bounty_no") REFERENCES "bounty"("no") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "import_error" ADD CONSTRAINT "import_error_import_no_fkey" FOREIGN KEY ("import_no") REFERENCES "import"("no") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "item_content" ADD CONSTRAINT "item_content_import_no_fkey" FOREIGN KEY ("import_no") REFERENCES "import"("no") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "suggestion" ADD CONSTRAINT "suggestion_model_no_fkey" FOREIGN KEY ("model_no") REFERENCES "model_version"("no") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "batch" ADD CONSTRAINT "batch_bounty_no_fkey" FOREIGN KEY ("bounty_no") REFERENCES "bounty"("no") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "payout" ADD CONSTRAINT "payout_batch_no_fkey" FOREIGN KEY ("batch_no") REFERENCES "batch"("no") ON DELETE RESTRICT ON UPDATE CASCADE;
