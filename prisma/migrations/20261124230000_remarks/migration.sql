-- CreateTable
CREATE TABLE "remark" (
    "bounty_no" BIGINT NOT NULL,
    "annotator_no" BIGINT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "item_no" INTEGER NOT NULL,
    "kind" SMALLINT NOT NULL,
    "reason" TEXT NOT NULL,
    "words" TEXT NOT NULL,

    CONSTRAINT "remark_pkey" PRIMARY KEY ("bounty_no","item_no","annotator_no","kind")
);
