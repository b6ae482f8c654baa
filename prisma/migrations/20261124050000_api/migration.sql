-- CreateTable
CREATE TABLE "api_key" (
    "id" TEXT NOT NULL,
    "account_no" BIGINT NOT NULL,
    "name" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "hint" TEXT NOT NULL,
    "scopes" TEXT[],
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "last_used_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "api_key_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "kept_answer" (
    "account_no" BIGINT NOT NULL,
    "key" TEXT NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "answer" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "kept_answer_pkey" PRIMARY KEY ("account_no","key")
);

-- CreateTable
CREATE TABLE "webhook" (
    "no" BIGSERIAL NOT NULL,
    "id" TEXT NOT NULL,
    "account_no" BIGINT NOT NULL,
    "url" TEXT NOT NULL,
    "events" TEXT[],
    "secret" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "webhook_pkey" PRIMARY KEY ("no")
);

-- CreateTable
CREATE TABLE "webhook_delivery" (
    "no" BIGSERIAL NOT NULL,
    "id" TEXT NOT NULL,
    "webhook_no" BIGINT NOT NULL,
    "event" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "occurred_at" TIMESTAMPTZ(3) NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'waiting',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "due_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "outcome" TEXT,
    "tried_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "webhook_delivery_pkey" PRIMARY KEY ("no")
);

-- CreateIndex
CREATE UNIQUE INDEX "api_key_hash_key" ON "api_key"("hash");

-- CreateIndex
CREATE INDEX "api_key_account_no_idx" ON "api_key"("account_no");

-- CreateIndex
CREATE INDEX "kept_answer_created_at_idx" ON "kept_answer"("created_at");

-- CreateIndex
CREATE UNIQUE INDEX "webhook_id_key" ON "webhook"("id");

-- CreateIndex
CREATE INDEX "webhook_account_no_idx" ON "webhook"("account_no");

-- CreateIndex
CREATE UNIQUE INDEX "webhook_delivery_id_key" ON "webhook_delivery"("id");

-- CreateIndex
CREATE INDEX "webhook_delivery_state_due_at_idx" ON "webhook_delivery"("state", "due_at");

-- CreateIndex
CREATE UNIQUE INDEX "webhook_delivery_webhook_no_event_subject_key" ON "webhook_delivery"("webhook_no", "event", "subject");

-- AddForeignKey
ALTER TABLE "api_key" ADD CONSTRAINT "api_key_account_no_fkey" FOREIGN KEY ("account_no") REFERENCES "account"("no") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "webhook" ADD CONSTRAINT "webhook_account_no_fkey" FOREIGN KEY ("account_no") REFERENCES "account"("no") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "webhook_delivery" ADD CONSTRAINT "webhook_delivery_webhook_no_fkey" FOREIGN KEY ("webhook_no") REFERENCES "webhook"("no") ON DELETE CASCADE ON UPDATE CASCADE;
