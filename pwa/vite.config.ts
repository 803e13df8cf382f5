import { readFileSync } from "node:fs";
import { defineConfig } from "vite";
import { catalogue } from "./tools/catalogue";
import { messages } from "./tools/messages";
import { sprite } from "./tools/sprite";

const { version } = JSON.parse(readFileSync("package.json", "utf8")) as { version: string };

export default defineConfig({
  define: { APP_VERSION: JSON.stringify(version) },
  plugins: [messages(), catalogue(), sprite()],
  build: {
    target: "es2022",
    // The worker has every file: hints to fetch them early would only make the first load larger.
    modulePreload: false,
    // An asset inlined as data: would need a wider content policy.
    assetsInlineLimit: 0,
    reportCompressedSize: false,
  },
});
