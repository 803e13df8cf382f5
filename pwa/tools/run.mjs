// Run a TypeScript program with Node, which may be too old to do so itself: node tools/run.mjs PROGRAM.
import { argv } from "node:process";
import { runnerImport } from "vite";

const [, , program = ""] = argv;
await runnerImport(program, { configFile: false, logLevel: "error" });
