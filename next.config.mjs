/** @type {import("next").NextConfig} */
const config = {
  reactStrictMode: true,
  poweredByHeader: false,
  serverExternalPackages: ["onnxruntime-web", "pg", "pg-boss", "sharp", "pino"],
};

export default config;
