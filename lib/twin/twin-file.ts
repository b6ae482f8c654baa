// Written by bin/models.ts (npm run models), not by hand.

/** SHA-256 of models/referee-v1.onnx: what a bounty's manifest commits to. */
export const REFEREE_ONNX_SHA256 = "268c3f79de4c041a5f1ca4656e4718a5f8d7171367816ec8c401338b7f840252";
