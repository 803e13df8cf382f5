#!/usr/bin/env bash
# Rolldown removes a call that is there to throw, such as decodeURIComponent in a try block
#
# Versions: rolldown 1.2.19 (what Vite 8.3.8 builds with), rollup 4.60.0 (npm), Node.
#
# Guess: a bundler keeps a statement in a try block, since it may throw: rollup says so of its
#   tryCatchDeoptimization, and Rolldown takes over rollup's defaults. A function that returns true after the
#   statement and false in the catch answers the same before and after bundling.
# What happened: with the usual tree-shaking, decodeURIComponent(text) and String.fromCodePoint(number) whose
#   result nobody uses are removed, though both throw, and the function always says true. new URL, JSON.parse,
#   new RegExp, Intl.getCanonicalLocales, BigInt and "".normalize stay. Without tree-shaking the minifier alone
#   still removes both. rollup keeps all of them.
# What follows: use the value in the try block (return decodeURIComponent(text) !== ""), and test such a check
#   on the built files, not only on the sources.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-audit --no-fund rolldown@1.2.19 rollup@4.60.0 >/dev/null

cat >checks.mjs <<'JS'
export function decode(text) { try { decodeURIComponent(text); return true; } catch { return false; } }
export function point(number) { try { String.fromCodePoint(number); return true; } catch { return false; } }
export function url(text) { try { new URL(text); return true; } catch { return false; } }
export function json(text) { try { JSON.parse(text); return true; } catch { return false; } }
export function pattern(text) { try { new RegExp(text); return true; } catch { return false; } }
export function locale(text) { try { Intl.getCanonicalLocales(text); return true; } catch { return false; } }
export function number(text) { try { BigInt(text); return true; } catch { return false; } }
export function form(text) { try { "a".normalize(text); return true; } catch { return false; } }
JS
cat >compare.mjs <<'JS'
import { rolldown } from "rolldown";
import { rollup } from "rollup";

const refused = {
  decode: "100%", point: -1, url: "no", json: "{", pattern: "(", locale: "_", number: "x", form: "NFX",
};

async function say(what, file) {
  const checks = await import(`./${file}`);
  const taken = Object.keys(refused).filter((name) => checks[name](refused[name]));
  console.log(`${what}: ${taken.join(" ") || "nothing"} is taken for valid`);
}

await say("the source", "checks.mjs");
for (const treeshake of [true, false]) {
  for (const minify of [false, true]) {
    const bundle = await rolldown({ input: "checks.mjs", treeshake });
    const file = `rolldown-${treeshake}-${minify}.mjs`;
    await bundle.write({ file, minify });
    await say(`rolldown, tree-shaking ${treeshake}, minified ${minify}`, file);
  }
}
await (await rollup({ input: "checks.mjs" })).write({ file: "rollup.mjs" });
await say("rollup", "rollup.mjs");
JS
node compare.mjs | tee seen

diff - seen <<'SEEN'
the source: nothing is taken for valid
rolldown, tree-shaking true, minified false: decode point is taken for valid
rolldown, tree-shaking true, minified true: decode point is taken for valid
rolldown, tree-shaking false, minified false: nothing is taken for valid
rolldown, tree-shaking false, minified true: decode point is taken for valid
rollup: nothing is taken for valid
SEEN
