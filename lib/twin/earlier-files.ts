/**
 * SHA-256 of earlier writings of models/referee-v1.onnx for the same rule (`multi-coin-2`): each gave the kernel's bits in every output
 * cell, as the tests of its day showed, and was replaced by one that runs faster. Bounties that committed to one of them are
 * judged by the kernel as ever. A file of another rule never comes in here: that is another referee.
 */
export const EARLIER_ONNX_SHA256: readonly string[] = [
  "f2c3923edff831f80f771166e3be73b50e583bf264a1b9f4cc4bde0251d22453",
];
