-- AlterTable
ALTER TABLE "batch" ADD COLUMN     "posted_block" BIGINT,
ADD COLUMN     "pushed_at" TIMESTAMPTZ(3),
ADD COLUMN     "refusals" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "refused_at" TIMESTAMPTZ(3),
ADD COLUMN     "standing" TEXT NOT NULL DEFAULT 'none';

-- CreateTable
CREATE TABLE "operator_nonce" (
    "chain_id" INTEGER NOT NULL,
    "account" TEXT NOT NULL,
    "nonce" BIGINT NOT NULL,
    "purpose" TEXT NOT NULL,
    "holder" TEXT NOT NULL,
    "target" TEXT NOT NULL,
    "data" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'taken',
    "tx_hash" TEXT,
    "block_number" BIGINT,
    "taken_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "operator_nonce_pkey" PRIMARY KEY ("chain_id","account","nonce")
);

-- CreateTable
CREATE TABLE "operator_tx" (
    "hash" TEXT NOT NULL,
    "chain_id" INTEGER NOT NULL,
    "account" TEXT NOT NULL,
    "nonce" BIGINT NOT NULL,
    "raw" TEXT NOT NULL,
    "max_fee_wei" DECIMAL(78,0) NOT NULL,
    "tip_wei" DECIMAL(78,0) NOT NULL,
    "signed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "operator_tx_pkey" PRIMARY KEY ("hash")
);

-- CreateTable
CREATE TABLE "chain_block" (
    "cursor" TEXT NOT NULL,
    "number" BIGINT NOT NULL,
    "hash" TEXT NOT NULL,

    CONSTRAINT "chain_block_pkey" PRIMARY KEY ("cursor","number")
);

-- CreateTable
CREATE TABLE "chain_event" (
    "cursor" TEXT NOT NULL,
    "block_number" BIGINT NOT NULL,
    "log_index" INTEGER NOT NULL,
    "block_hash" TEXT NOT NULL,
    "tx_hash" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "batch_key" TEXT,
    "bounty_id" TEXT,
    "args" JSONB NOT NULL,

    CONSTRAINT "chain_event_pkey" PRIMARY KEY ("cursor","block_number","log_index")
);

-- CreateTable
CREATE TABLE "claim_relay" (
    "batch_no" BIGINT NOT NULL,
    "leaf_index" INTEGER NOT NULL,
    "annotator_no" BIGINT NOT NULL,
    "recipient" TEXT,
    "deadline_s" BIGINT,
    "signature" TEXT,
    "state" TEXT NOT NULL DEFAULT 'queued',
    "reason" TEXT,
    "tx_hash" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "claim_relay_pkey" PRIMARY KEY ("batch_no","leaf_index")
);

-- CreateTable
CREATE TABLE "batch_acceptance" (
    "batch_no" BIGINT NOT NULL,
    "owner" TEXT NOT NULL,
    "commit" TEXT NOT NULL,
    "signature" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "batch_acceptance_pkey" PRIMARY KEY ("batch_no","owner")
);

-- CreateIndex
CREATE INDEX "operator_nonce_purpose_idx" ON "operator_nonce"("purpose");

-- CreateIndex
CREATE INDEX "operator_nonce_chain_id_account_state_idx" ON "operator_nonce"("chain_id", "account", "state");

-- CreateIndex
CREATE INDEX "operator_tx_chain_id_account_nonce_idx" ON "operator_tx"("chain_id", "account", "nonce");

-- CreateIndex
CREATE INDEX "chain_event_batch_key_idx" ON "chain_event"("batch_key");

-- CreateIndex
CREATE INDEX "chain_event_bounty_id_idx" ON "chain_event"("bounty_id");

-- CreateIndex
CREATE INDEX "claim_relay_state_idx" ON "claim_relay"("state");

-- AddForeignKey
ALTER TABLE "operator_tx" ADD CONSTRAINT "operator_tx_chain_id_account_nonce_fkey" FOREIGN KEY ("chain_id", "account", "nonce") REFERENCES "operator_nonce"("chain_id", "account", "nonce") ON DELETE CASCADE ON UPDATE CASCADE;
