import createNextIntlPlugin from "next-intl/plugin";

/** @type {import("next").NextConfig} */
const config = {
  reactStrictMode: true,
  poweredByHeader: false,
  serverExternalPackages: ["onnxruntime-web", "pg", "pg-boss", "sharp", "pino", "yauzl"],
  // Types are checked by `npm run check` and `npm test`, tests and scripts included; a start need not do it again.
  typescript: { ignoreBuildErrors: true },
};

/** Words are read when the app is built: no reader of their plurals and places travels to the browser. */
const withWords = createNextIntlPlugin({
  requestConfig: "./lib/locale/request.ts",
  experimental: {
    messages: {
      path: ["./messages", "./lib/task-types"],
      format: "json",
      locales: "infer",
      precompile: true,
    },
  },
});

export default withWords(config);
