// Written by bin/models.ts (npm run models), not by hand.

/** SHA-256 of models/referee-v1.onnx: what a bounty's manifest commits to. */
export const REFEREE_ONNX_SHA256 = "f2c3923edff831f80f771166e3be73b50e583bf264a1b9f4cc4bde0251d22453";
