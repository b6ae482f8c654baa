-- CreateTable
CREATE TABLE "dataset_file" (
    "bounty_no" BIGINT NOT NULL,
    "format" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "bytes" BIGINT NOT NULL,
    "rows" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "dataset_file_pkey" PRIMARY KEY ("bounty_no","format")
);
