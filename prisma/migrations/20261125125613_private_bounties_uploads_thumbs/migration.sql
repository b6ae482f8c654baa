-- AlterTable
ALTER TABLE "bounty" ADD COLUMN     "guests" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "visibility" TEXT NOT NULL DEFAULT 'public';

-- AlterTable
ALTER TABLE "asset" ADD COLUMN     "private" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "thumb" TEXT,
ADD COLUMN     "thumb_type" TEXT;

-- CreateTable
CREATE TABLE "asset_use" (
    "sha256" TEXT NOT NULL,
    "bounty_no" BIGINT NOT NULL,

    CONSTRAINT "asset_use_pkey" PRIMARY KEY ("sha256","bounty_no")
);

-- CreateTable
CREATE TABLE "upload" (
    "id" TEXT NOT NULL,
    "owner_no" BIGINT NOT NULL,
    "bytes" BIGINT NOT NULL,
    "at" BIGINT NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "upload_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "upload_part" (
    "upload_id" TEXT NOT NULL,
    "at" BIGINT NOT NULL,
    "key" TEXT NOT NULL,

    CONSTRAINT "upload_part_pkey" PRIMARY KEY ("upload_id","at")
);

-- CreateIndex
CREATE INDEX "upload_created_at_idx" ON "upload"("created_at");

-- AddForeignKey
ALTER TABLE "upload_part" ADD CONSTRAINT "upload_part_upload_id_fkey" FOREIGN KEY ("upload_id") REFERENCES "upload"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Pictures that the worker has made no small one of: few, and asked for every second.
CREATE INDEX "asset_without_thumb" ON "asset"("created_at") WHERE "thumb" IS NULL;
