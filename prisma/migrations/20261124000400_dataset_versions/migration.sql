-- What was weighed before there were versions is of none: every settled dataset is released anew as its version 1.
DELETE FROM "dataset_file";

-- AlterTable
ALTER TABLE "dataset_file" DROP CONSTRAINT "dataset_file_pkey",
ADD COLUMN     "loss" JSONB NOT NULL DEFAULT '[]',
ADD COLUMN     "version" INTEGER NOT NULL,
ADD CONSTRAINT "dataset_file_pkey" PRIMARY KEY ("bounty_no", "version", "format");

-- CreateTable
CREATE TABLE "dataset_version" (
    "bounty_no" BIGINT NOT NULL,
    "version" INTEGER NOT NULL,
    "sha256" TEXT NOT NULL,
    "bytes" BIGINT NOT NULL,
    "rows" INTEGER NOT NULL,
    "licence" TEXT,
    "consent" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "dataset_version_pkey" PRIMARY KEY ("bounty_no","version")
);

-- CreateTable
CREATE TABLE "dataset_export" (
    "id" TEXT NOT NULL,
    "bounty_no" BIGINT NOT NULL,
    "version" INTEGER NOT NULL,
    "format" TEXT NOT NULL,
    "options" JSONB NOT NULL,
    "key" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'queued',
    "sha256" TEXT,
    "bytes" BIGINT,
    "rows" INTEGER,
    "loss" JSONB NOT NULL DEFAULT '[]',
    "failure" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "dataset_export_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "dataset_export_bounty_no_version_format_key_key" ON "dataset_export"("bounty_no", "version", "format", "key");
