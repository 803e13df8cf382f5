import * as v from "valibot";
import { afterEach, describe, expect, it, vi } from "vitest";
import { nothing, request, type RequestOptions } from "./http";
import { ANSWERS, postCommand } from "./sharing";

const SCHEMA = v.object({ username: v.string() });

const answerWith = (status: number, body: string | null, headers: Record<string, string> = {}) =>
  vi
    .spyOn(globalThis, "fetch")
    .mockResolvedValue(new Response(body, { status, headers: new Headers(headers) }));

const LOOK = "/api/sharing/invites/look";
const ask = (options: RequestOptions = {}) =>
  request("POST", LOOK, SCHEMA, { body: { token: "t" }, ...options });

afterEach(() => {
  vi.restoreAllMocks();
});

describe("a request", () => {
  it("gives the checked answer", async () => {
    answerWith(200, '{"username":"Alice"}');
    expect(await ask()).toEqual({ ok: true, value: { username: "Alice" } });
  });

  it("gives null where the server has nothing to say", async () => {
    answerWith(204, null);
    expect(await request("DELETE", "/api/account", nothing)).toEqual({ ok: true, value: null });
  });

  it("stays on this server, with its cookie and a JSON body", async () => {
    const fetched = answerWith(200, '{"username":"Alice"}');
    await ask();
    expect(fetched.mock.calls[0]?.[1]).toMatchObject({
      mode: "same-origin",
      credentials: "same-origin",
      redirect: "manual",
      body: '{"token":"t"}',
      headers: { "Content-Type": "application/json" },
    });
  });

  it("goes to the path with its parameters filled in, which cannot leave their place", async () => {
    const fetched = answerWith(204, null);
    await request("DELETE", "/api/push/{session_id}", nothing, { path: { session_id: "a/b?c#d" } });
    expect(fetched.mock.lastCall?.[0]).toBe("/api/push/a%2Fb%3Fc%23d");
  });

  it.each([
    [401, '{"code":"signed_out"}', { type: "signed-out" }],
    [403, '{"code":"step_up"}', { type: "step-up" }],
    [401, '{"code":"wrong_sign_in"}', { type: "refused", status: 401, code: "wrong_sign_in" }],
    [409, '{"code":"username_taken"}', { type: "refused", status: 409, code: "username_taken" }],
    [503, "<html>", { type: "server-fault", status: 503 }],
    [413, "<html>", { type: "refused", status: 413, code: "too_large" }],
    [404, "<html>", { type: "intercepted" }],
    [401, "<html>", { type: "intercepted" }],
    [401, '{"error":"login required"}', { type: "intercepted" }],
    [403, "", { type: "intercepted" }],
    [200, "<html>", { type: "intercepted" }],
    [200, '{"username":1}', { type: "unreadable-answer" }],
  ])("answered with %i and %s is a failure of its own kind", async (status, body, failure) => {
    answerWith(status, body);
    expect(await ask()).toEqual({ ok: false, failure });
  });

  it("says how long to wait", async () => {
    answerWith(429, "{}", { "Retry-After": "90" });
    expect(await ask()).toEqual({
      ok: false,
      failure: { type: "too-many", retryAfterSeconds: 90 },
    });
  });

  it("is offline when nothing answers, or not in time", async () => {
    vi.spyOn(globalThis, "fetch").mockRejectedValue(new TypeError("Failed to fetch"));
    expect(await ask()).toEqual({ ok: false, failure: { type: "offline" } });
    vi.spyOn(globalThis, "fetch").mockImplementation(
      (_path, settings) =>
        new Promise((_resolve, reject) => {
          settings?.signal?.addEventListener("abort", () => {
            reject(new DOMException("Aborted", "AbortError"));
          });
        }),
    );
    const slow = await ask({ timeoutSeconds: 0.01 });
    expect(slow).toEqual({ ok: false, failure: { type: "offline", isLate: true } });
  });

  it("arrives after the page is closed, where it is asked to and small enough", async () => {
    const fetched = answerWith(204, null);
    const say = async (words: string, outlivesPage: boolean) => {
      const body = { device_name: words };
      await request("PATCH", "/api/sessions/current", nothing, { body, outlivesPage });
      return fetched.mock.lastCall?.[1]?.keepalive;
    };
    expect(await say("short", true)).toBe(true);
    expect(await say("long ".repeat(20_000), true)).toBe(false);
    expect(await say("short", false)).toBe(false);
  });
});

/** The compiler refuses these; nothing of it is ever called. */
export const refused = [
  // @ts-expect-error -- the server answers more modes than these
  () => request("GET", "/api/signup", v.object({ mode: v.picklist(["open", "closed"]) })),
  // @ts-expect-error -- there is no such member in the answer
  () => request("GET", "/api/signup", v.object({ way: v.string() })),
  // @ts-expect-error -- the body of another request
  () => request("POST", LOOK, SCHEMA, { body: { name: "Alice" } }),
  // @ts-expect-error -- a body is missing
  () => request("POST", LOOK, SCHEMA),
  // @ts-expect-error -- the parameter of the path is missing
  () => request("DELETE", "/api/push/{session_id}", nothing),
  // @ts-expect-error -- the path takes no such method
  () => request("PUT", "/api/signup", v.unknown()),
  // @ts-expect-error -- the answer of another command
  () => postCommand({ type: "mute", id: "a", pair: "b", is_muted: true }, ANSWERS.accept),
];
