// Run a TypeScript program of this folder with Node: node tools/run.mjs tools/streaks.ts
import { argv } from "node:process";
import { runnerImport } from "vite";

await runnerImport(argv[2], { configFile: false, logLevel: "error" });
