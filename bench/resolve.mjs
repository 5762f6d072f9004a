// Lets plain Node run the product's sources outside Next: `@/` is the project's root, and a path without an extension is a
// TypeScript file. Preloaded by scripts/bench.mjs.
import { existsSync } from "node:fs";
import { registerHooks } from "node:module";
import { fileURLToPath } from "node:url";

const root = new URL("../", import.meta.url);

registerHooks({
  resolve(specifier, context, nextResolve) {
    const ours = specifier.startsWith("@/") ? new URL(specifier.slice(2), root).href : specifier;
    if (!/^(?:file:|\.\.?\/)/.test(ours) || context.parentURL?.includes("/node_modules/"))
      return nextResolve(ours, context);
    const url = new URL(ours, context.parentURL);
    const typed = new URL(`${url.href}.ts`);
    return nextResolve(existsSync(fileURLToPath(typed)) ? typed.href : url.href, context);
  },
});
