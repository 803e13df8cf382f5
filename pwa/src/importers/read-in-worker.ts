/** The page's side of the reader: a worker for one file, gone when the file is read. */
import { failed, success, type Result } from "../core/result";
import type { Fact } from "../model/facts";
import type { Imported, ImportProblem, ReadImport } from "./types";
import type { ReadAnswer, ReadRequest } from "./worker";
import script from "./worker?worker&url";

export const readInWorker: ReadImport = (bytes, moment) =>
  new Promise<Result<Imported, ImportProblem>>((resolve) => {
    const worker = new Worker(trustedScript(), { type: "module" });
    const facts: Fact[] = [];
    const end = (result: Result<Imported, ImportProblem>): void => {
      worker.terminate();
      resolve(result);
    };
    worker.addEventListener("message", ({ data }: MessageEvent<ReadAnswer>) => {
      if (data.type === "facts") for (const fact of data.facts) facts.push(fact);
      else if (data.type === "read") end(success({ ...data.imported, facts }));
      else end(failed(data.problem));
    });
    worker.addEventListener("error", () => {
      end(failed({ type: "no-reader" }));
    });
    worker.postMessage({ bytes, moment } satisfies ReadRequest, [bytes.buffer]);
  });

interface TrustedTypeFactory {
  createPolicy(
    name: string,
    rules: { createScriptURL: (url: string) => string },
  ): { createScriptURL(url: string): unknown };
}

let policy: ReturnType<TrustedTypeFactory["createPolicy"]> | undefined;

/** Under Trusted Types a worker's address must come from a policy; this one knows a single address. */
function trustedScript(): string {
  const factory = (globalThis as { trustedTypes?: TrustedTypeFactory }).trustedTypes;
  if (factory === undefined) return script;
  // A policy's name may be used once.
  policy ??= factory.createPolicy("app-importer", {
    createScriptURL: (url) => {
      if (url !== script) throw new TypeError("Only Kept's own reader may be started");
      return url;
    },
  });
  return policy.createScriptURL(script) as string;
}
