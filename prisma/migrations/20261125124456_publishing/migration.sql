-- CreateTable
CREATE TABLE "publishing" (
    "bounty_no" BIGINT NOT NULL,
    "done" INTEGER NOT NULL DEFAULT 0,
    "failure" TEXT,

    CONSTRAINT "publishing_pkey" PRIMARY KEY ("bounty_no")
);
