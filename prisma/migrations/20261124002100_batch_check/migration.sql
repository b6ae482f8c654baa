-- CreateTable
CREATE TABLE "batch_check" (
    "evidence_sha" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "referee" TEXT NOT NULL,
    "report" JSONB NOT NULL,
    "checked_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "batch_check_pkey" PRIMARY KEY ("evidence_sha","state","referee")
);
