/** The service worker: one classic script at the root, built after the app whose files it lists. */
import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";
import { precache } from "./tools/precache";

const DIST = fileURLToPath(new URL("dist", import.meta.url));

export default defineConfig({
  define: { "process.env.NODE_ENV": '"production"' },
  publicDir: false,
  plugins: [precache(DIST)],
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
