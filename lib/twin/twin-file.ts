// Written by bin/models.ts (npm run models), not by hand.

/** SHA-256 of models/referee-v1.onnx: what a bounty's manifest commits to. */
export const REFEREE_ONNX_SHA256 = "af6eea7f9b14c31ccde555a2f0e3dec15678c213c3d0986d1c75df1b639aaef1";
