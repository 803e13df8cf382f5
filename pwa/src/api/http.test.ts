import * as v from "valibot";
import { afterEach, describe, expect, it, vi } from "vitest";
import { nothing, request } from "./http";

const SCHEMA = v.object({ name: v.string() });

const answerWith = (status: number, body: string | null, headers: Record<string, string> = {}) =>
  vi
    .spyOn(globalThis, "fetch")
    .mockResolvedValue(new Response(body, { status, headers: new Headers(headers) }));

const ask = () => request("GET", "/api/thing", SCHEMA);

afterEach(() => {
  vi.restoreAllMocks();
});

describe("a request", () => {
  it("gives the checked answer", async () => {
    answerWith(200, '{"name":"Alice"}');
    expect(await ask()).toEqual({ ok: true, value: { name: "Alice" } });
  });

  it("gives null where the server has nothing to say", async () => {
    answerWith(204, null);
    expect(await request("DELETE", "/api/thing", nothing)).toEqual({ ok: true, value: null });
  });

  it("stays on this server, with its cookie and a JSON body", async () => {
    const fetched = answerWith(200, '{"name":"Alice"}');
    await request("POST", "/api/thing", SCHEMA, { a: 1 });
    expect(fetched.mock.calls[0]?.[1]).toMatchObject({
      mode: "same-origin",
      credentials: "same-origin",
      redirect: "manual",
      body: '{"a":1}',
      headers: { "Content-Type": "application/json" },
    });
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
    [200, '{"name":1}', { type: "unreadable-answer" }],
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
    const slow = await request("GET", "/api/thing", SCHEMA, undefined, { timeoutSeconds: 0.01 });
    expect(slow).toEqual({ ok: false, failure: { type: "offline", isLate: true } });
  });

  it("arrives after the page is closed, where it is asked to and small enough", async () => {
    const fetched = answerWith(204, null);
    const say = async (words: string, outlivesPage: boolean) => {
      await request("POST", "/api/thing", nothing, { words }, { outlivesPage });
      return fetched.mock.lastCall?.[1]?.keepalive;
    };
    expect(await say("short", true)).toBe(true);
    expect(await say("long ".repeat(20_000), true)).toBe(false);
    expect(await say("short", false)).toBe(false);
  });
});
