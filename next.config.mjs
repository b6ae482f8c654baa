/** @type {import("next").NextConfig} */
const config = {
  reactStrictMode: true,
  poweredByHeader: false,
  serverExternalPackages: ["onnxruntime-web", "pg", "pg-boss", "sharp", "pino", "yauzl"],
  // Types are checked by `npm run check` and `npm test`, tests and scripts included; a start need not do it again.
  typescript: { ignoreBuildErrors: true },
};

export default config;
