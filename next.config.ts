import type { NextConfig } from "next";
import createNextIntlPlugin from "next-intl/plugin";

const withMessages = createNextIntlPlugin({
  requestConfig: "./i18n/request.ts",
  experimental: { messages: { path: "./messages", format: "json", locales: "infer", precompile: true } },
});

const config: NextConfig = {
  reactCompiler: true,
  poweredByHeader: false,
  // Every page has its title in its head. Otherwise Next sends the title after the content, and a page is unnamed meanwhile.
  htmlLimitedBots: /.*/,
  // The benchmark compares with a handler that exists only in its own build (app/**/route.bench.ts).
  pageExtensions: process.env.DESK_BENCH === "1" ? ["bench.ts", "tsx", "ts"] : ["tsx", "ts"],
  // The build excludes tests from its type check: `npm run check` checks them.
  typescript: { tsconfigPath: "tsconfig.build.json" },
  serverExternalPackages: ["@electric-sql/pglite", "nodemailer", "pg", "pg-boss", "pino", "undici"],
  experimental: { serverActions: { bodySizeLimit: "64kb" } },
  headers: async () => [
    {
      source: "/:path*",
      headers: [
        { key: "x-content-type-options", value: "nosniff" },
        { key: "x-frame-options", value: "DENY" },
        { key: "referrer-policy", value: "same-origin" },
        { key: "permissions-policy", value: "camera=(), microphone=(), geolocation=()" },
      ],
    },
  ],
};

export default withMessages(config);
