// Evaluate the histories of a file with the app's rules: node streaks.mjs RULES HISTORIES.
// Prints {"firstMs": of the first pass in this process, "laterMs": [of each pass after it], "current": sum}.
import { readFileSync } from "node:fs";
import { argv } from "node:process";
import { pathToFileURL } from "node:url";

const LATER_PASSES = 9;
const [, , rules, file] = argv;
const { evaluate } = await import(pathToFileURL(rules).href);
const histories = JSON.parse(readFileSync(file, "utf8")).map(({ week_starts_on, ...history }) => ({
  ...history,
  weekStartsOn: week_starts_on,
}));

let current = 0;
const pass = () => {
  const began = performance.now();
  current = histories.reduce((sum, history) => sum + evaluate(history).current, 0);
  return performance.now() - began;
};

const firstMs = pass();
const laterMs = Array.from({ length: LATER_PASSES }, pass);
console.log(JSON.stringify({ firstMs, laterMs, current }));
