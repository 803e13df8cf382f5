/** The service worker: one classic script at the root, built after the app whose files it lists. */
import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";
import { messages } from "./tools/messages";
import { precache } from "./tools/precache";
import { readVersion } from "./tools/version";

const DIST = fileURLToPath(new URL("dist", import.meta.url));

export default defineConfig({
  define: { "process.env.NODE_ENV": '"production"', APP_VERSION: JSON.stringify(readVersion()) },
  publicDir: false,
  plugins: [messages(), precache(DIST)],
  build: {
    target: "es2022",
    emptyOutDir: false,
    copyPublicDir: false,
    reportCompressedSize: false,
    rolldownOptions: {
      input: "src/sw/index.ts",
      output: { format: "iife", entryFileNames: "sw.js" },
    },
  },
});
