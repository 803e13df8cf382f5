/** Properties try the same examples in every run; another seed by hand: SEED=1 npx vitest. A failure prints its seed. */
import fc from "fast-check";

fc.configureGlobal({ seed: Number(process.env["SEED"] ?? 20_260_302) });
