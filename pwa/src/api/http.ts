/**
 * The one way to ask the server: JSON in, a checked answer out, and every expected failure a value.
 *
 * The cases differ in what may be done next: only "offline", "too-many" and "server-fault" are worth
 * another try, and after them nobody knows whether the request arrived.
 */
import * as v from "valibot";
import { failed, success, type Result } from "../core/result";
import { addressOf, type Parameters } from "./address";
import { reportAnswer } from "./answerer";
import type { Accepts, AnswerOf, Asked, Method, PathOf, Sent } from "./wire";

export type ApiFailure =
  /** No answer, or (`isLate`) none in time. */
  | { readonly type: "offline"; readonly isLate?: true }
  /** There is no session, or it has ended. */
  | { readonly type: "signed-out" }
  /** The password must be given again first. */
  | { readonly type: "step-up" }
  | { readonly type: "too-many"; readonly retryAfterSeconds: number }
  /** The server understood and said no, under its own word for why. */
  | { readonly type: "refused"; readonly status: number; readonly code: string }
  | { readonly type: "server-fault"; readonly status: number }
  /** It was no Kept that answered: a proxy's own login, or its page. */
  | { readonly type: "intercepted" }
  /** Not what this app expects: a server of another age. */
  | { readonly type: "unreadable-answer" };

export interface RequestOptions {
  readonly timeoutSeconds?: number;
  /** Let a request that is under way arrive when the page is closed, as browsers do with small ones. */
  readonly outlivesPage?: boolean;
}

/** The schema of an answer without a body. */
export const nothing = v.null();

const TIMEOUT_SECONDS = 30;
const RETRY_AFTER_SECONDS = 60;
/** Browsers take 64 KiB in all; a character is up to three bytes. */
const MAX_OUTLIVING_CHARACTERS = 20_000;
const MIN_SERVER_FAULT = 500;
const refusal = v.object({ code: v.string() });

interface Anything extends Parameters, RequestOptions {
  readonly body?: unknown;
}

/**
 * `path` is one of the server's document, which says what is sent along and what the schema has to take; a
 * request to another server is not possible.
 */
export async function request<
  M extends Method,
  Path extends PathOf<M>,
  Schema extends v.GenericSchema,
>(
  method: M,
  path: Path,
  schema: Schema & Accepts<Schema, AnswerOf<M, Path>>,
  ...asked: Asked<Sent<M, Path> & RequestOptions>
): Promise<Result<v.InferOutput<Schema>, ApiFailure>>;
export async function request(
  method: Method,
  path: string,
  schema: v.GenericSchema,
  { body, ...options }: Anything = {},
): Promise<Result<unknown, ApiFailure>> {
  const abort = new AbortController();
  const timer = setTimeout(
    () => {
      abort.abort();
    },
    (options.timeoutSeconds ?? TIMEOUT_SECONDS) * 1_000,
  );
  try {
    const settings = settingsOf(method, body, options);
    const response = await fetch(addressOf(path, options), { ...settings, signal: abort.signal });
    return await readAnswer(response, schema);
  } catch {
    // `fetch` and the reading of a body throw when the network or the time is gone, for nothing else here.
    return failed({ type: "offline", ...(abort.signal.aborted ? { isLate: true } : {}) });
  } finally {
    clearTimeout(timer);
  }
}

function settingsOf(method: Method, body: unknown, options: RequestOptions): RequestInit {
  const settings: RequestInit = {
    method,
    mode: "same-origin",
    credentials: "same-origin",
    cache: "no-store",
    // Kept itself never redirects a request; a login in front of it does, and where to is its own business.
    redirect: "manual",
  };
  if (body === undefined) return settings;
  const text = JSON.stringify(body);
  return {
    ...settings,
    body: text,
    headers: { "Content-Type": "application/json" },
    keepalive: options.outlivesPage === true && text.length <= MAX_OUTLIVING_CHARACTERS,
  };
}

async function readAnswer<Value>(
  response: Response,
  schema: v.GenericSchema<unknown, Value>,
): Promise<Result<Value, ApiFailure>> {
  const text = await response.text();
  const json = text === "" ? null : parseJson(text);
  const isIntercepted = !isOfKept(response, json);
  // While it fails, nobody knows who answers.
  if (response.status < MIN_SERVER_FAULT) reportAnswer(isIntercepted);
  if (isIntercepted) return failed({ type: "intercepted" });
  if (!response.ok) return failed(toFailure(response, json));
  const answer = v.safeParse(schema, json);
  return answer.success ? success(answer.output) : failed({ type: "unreadable-answer" });
}

/** Kept answers with JSON or nothing, and says no under a code. What proxies say of size, of haste and of faults is read as well. */
function isOfKept({ type, status, ok }: Response, json: unknown): boolean {
  if (type === "opaqueredirect") return false;
  if (ok) return json !== undefined;
  if (status === 413 || status === 429 || status >= MIN_SERVER_FAULT) return true;
  return v.is(refusal, json);
}

function toFailure({ status, headers }: Response, json: unknown): ApiFailure {
  if (status >= MIN_SERVER_FAULT) return { type: "server-fault", status };
  if (status === 429) return { type: "too-many", retryAfterSeconds: retryAfter(headers) };
  // Whoever says so: a proxy in front answers with a page of its own.
  if (status === 413) return { type: "refused", status, code: "too_large" };
  const read = v.safeParse(refusal, json);
  if (!read.success) return { type: "unreadable-answer" };
  const { code } = read.output;
  if (status === 401 && code === "signed_out") return { type: "signed-out" };
  if (status === 403 && code === "step_up") return { type: "step-up" };
  return { type: "refused", status, code };
}

function retryAfter(headers: Headers): number {
  const seconds = Number(headers.get("Retry-After") ?? "");
  return Number.isFinite(seconds) && seconds > 0 ? seconds : RETRY_AFTER_SECONDS;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
