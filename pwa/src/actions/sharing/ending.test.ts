import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { success } from "../../core/result";
import { releaseRefusals } from "../../db/quarantine";
import type { Json } from "../../model/registers";
import { runSync } from "../../sync/engine";
import { createPace } from "../../sync/pace";
import { send } from "../../sync/send";
import { createBench, TEST_NOW_MS, type Bench } from "../../testing/bench";
import type { ActionContext } from "../context";
import { endPair } from "./end";
import { editPair, watchShared } from "./pairs";
import { readSharing } from "./read";
import { renamePartner } from "./rename-partner";
import { chooseShare, pauseShare, renewShare, resumeShare, stopShare } from "./show";

const ACCOUNT = "a".repeat(32);
const PAIR = "b".repeat(32);
const SHARE = "c".repeat(32);
const NOTHING_SHARED = { lives_for_seconds: 604_800, accepted: [], partners: [] };

type Body = Readonly<Record<string, Json>>;
interface Asked {
  readonly path: string;
  readonly body: Body;
}
/** Null: there is no network. */
type Answer = { readonly status: number; readonly json: unknown } | null;

const DONE = { status: 200, json: {} };
const FAULT = { status: 500, json: {} };
const refusal = (status: number, code: string) => ({ status, json: { code } });

let devices = 0;
let bench: Bench;
let context: ActionContext;
let asked: Asked[] = [];
/** What the server says other than yes, by address. */
let answers: Record<string, Answer> = {};
let syncStatus = "applied";
/** What happens while the server is asked there, once. */
let whileAsking: Record<string, () => Promise<unknown>> = {};
/** What the next sync brings from other devices. */
let records: readonly unknown[] = [];

function synced(body: Body): Answer {
  const changes = body["changes"] as readonly { readonly type: string; readonly id: string }[];
  const results = changes.map(({ type, id }) => ({ type, id, status: syncStatus, code: "no" }));
  const json = {
    protocol: [1, 1],
    account: ACCOUNT,
    epoch: "e1",
    key: "",
    now: TEST_NOW_MS,
    results,
    records,
    cursor: 1,
    head_token: "t1",
    more: false,
    shared: NOTHING_SHARED,
  };
  return { status: 200, json };
}

beforeEach(async () => {
  asked = [];
  answers = {};
  syncStatus = "applied";
  records = [];
  whileAsking = {};
  vi.stubGlobal("fetch", async (path: string, { body = "{}" }: { readonly body?: string }) => {
    const request = { path, body: JSON.parse(body) as Body };
    asked.push(request);
    const usual = path === "/api/sync" ? synced(request.body) : DONE;
    const answer = path in answers ? (answers[path] ?? null) : usual;
    const happens = whileAsking[path];
    whileAsking = {};
    await happens?.();
    if (answer === null) throw new TypeError("no network");
    return new Response(JSON.stringify(answer.json), { status: answer.status });
  });
  bench = createBench(`ending-${(devices += 1)}`);
  const { database, changes, stamps } = bench.context;
  const syncing = { account: ACCOUNT, database, changes, stamps, send, pace: createPace() };
  const sync = () =>
    runSync({
      ...syncing,
      loadKey: () => Promise.resolve(null),
      now: () => TEST_NOW_MS,
      appVersion: "test",
    });
  context = { ...bench.context, requestSync: () => sync().then(() => undefined) };
  const choice = { kind: "habit", subject: "h1", level: "total" };
  await context.commit({
    edit: [editPair(context, PAIR, { label: "Ben", [`share:${SHARE}`]: choice })],
  });
  await context.requestSync();
  asked = [];
});

afterEach(async () => {
  vi.unstubAllGlobals();
  await context.database.close();
});

const sentTo = (path: string): readonly Body[] =>
  asked.filter((request) => request.path === path).map(({ body }) => body);
const stops = () => sentTo("/api/sharing/stop").map(({ share }) => share);
const ends = () => sentTo("/api/sharing/end");

/** The registers of the partner record that the last sync offered. */
function offered(): Readonly<Record<string, readonly [Json, string]>> | undefined {
  const last = sentTo("/api/sync").at(-1)?.["changes"] as unknown as readonly {
    readonly fields: Readonly<Record<string, readonly [Json, string]>>;
  }[];
  return last[0]?.fields;
}

describe("a stop", () => {
  it("is sent once as a command, before the sync that brings its register", async () => {
    const result = await stopShare(context, PAIR, SHARE);
    await context.requestSync();
    expect(result).toEqual(success({ type: "done" }));
    expect(stops()).toEqual([SHARE]);
    expect(asked[0]?.path).toBe("/api/sharing/stop");
    expect(asked[1]?.path).toBe("/api/sync");
    const [change] = asked[1]?.body["changes"] as unknown as readonly { readonly fields: Body }[];
    expect((change?.fields[`share:${SHARE}`] as readonly Json[])[0]).toBeNull();
  });

  it("is told to the screens once, when it is over", async () => {
    const before = bench.published.length;
    await stopShare(context, PAIR, SHARE);
    const kinds = bench.published.slice(before).map(({ type }) => type);
    expect(kinds).toEqual(["written", "shared"]);
  });

  it("is stored once: no command waits beside its register", async () => {
    answers["/api/sharing/stop"] = null;
    await stopShare(context, PAIR, SHARE);
    const stored = await context.database.read((transaction) =>
      Promise.all([
        transaction.objectStore("commands").getAll(),
        transaction.objectStore("outbox").getAll(),
      ]),
    );
    expect(stored.ok && stored.value[0]).toEqual([]);
    expect(stored.ok && stored.value[1]).toMatchObject([
      { id: PAIR, ends: [{ register: `share:${SHARE}` }] },
    ]);
  });

  it("that was made without a network goes first when there is one, and the screens are told", async () => {
    answers = { "/api/sharing/stop": null, "/api/sync": null };
    expect(await stopShare(context, PAIR, SHARE)).toEqual(success({ type: "waiting" }));
    asked = [];
    answers = {};
    const before = bench.published.length;
    await context.requestSync();
    expect(asked.map(({ path }) => path)).toEqual(["/api/sharing/stop", "/api/sync"]);
    expect(bench.published.slice(before).map(({ type }) => type)).toContain("shared");
  });

  it("takes effect where the sync is refused, and is not sent again", async () => {
    answers["/api/sync"] = refusal(426, "update_needed");
    await stopShare(context, PAIR, SHARE);
    await context.requestSync();
    expect(stops()).toEqual([SHARE]);
  });

  it("takes effect where the clock is ahead", async () => {
    syncStatus = "clock_ahead";
    await stopShare(context, PAIR, SHARE);
    expect(stops()).toEqual([SHARE]);
  });

  it("takes effect while the words are locked on this device", async () => {
    const { createCommit } = await import("../../db/commit");
    const locked = {
      seal: () => Promise.resolve({ ok: false, failure: { type: "words-locked" } }),
    };
    const commit = createCommit(context.database, context.changes, locked as never);
    expect(await stopShare({ ...context, commit }, PAIR, SHARE)).toEqual(success({ type: "done" }));
    expect(stops()).toEqual([SHARE]);
  });

  it("is sent again after a fault of the server, also when the sync has refused its register", async () => {
    answers["/api/sharing/stop"] = FAULT;
    syncStatus = "rejected";
    const said = await stopShare(context, PAIR, SHARE);
    expect(said).toEqual(success({ type: "waiting" }));
    asked = [];
    answers = {};
    await context.requestSync();
    await context.requestSync();
    expect(stops()).toEqual([SHARE]);
  });

  it("that was refused and is offered again is still known as one", async () => {
    answers["/api/sharing/stop"] = FAULT;
    syncStatus = "rejected";
    await stopShare(context, PAIR, SHARE);
    asked = [];
    answers = {};
    await releaseRefusals(context.database);
    await context.requestSync();
    expect(stops()).toEqual([SHARE]);
  });

  it("is over when the sync has brought its register, whatever became of the command", async () => {
    answers["/api/sharing/stop"] = FAULT;
    await stopShare(context, PAIR, SHARE);
    asked = [];
    await context.requestSync();
    expect(stops()).toEqual([]);
  });

  it("is not made from a later edit of the same record", async () => {
    await stopShare(context, PAIR, SHARE);
    asked = [];
    await renamePartner(context, PAIR, "Benjamin");
    await context.requestSync();
    expect(stops()).toEqual([]);
    expect(offered()?.[`share:${SHARE}`]?.[0]).toBeNull();
  });

  it("keeps its id until it is answered, so that two tabs that send it do it once", async () => {
    answers["/api/sharing/stop"] = FAULT;
    syncStatus = "clock_ahead";
    await stopShare(context, PAIR, SHARE);
    await context.requestSync();
    const ids = sentTo("/api/sharing/stop").map(({ command }) => command);
    expect(ids.length).toBeGreaterThan(1);
    expect(new Set(ids).size).toBe(1);
  });

  it("that is made while a sync runs waits for the next one with its register", async () => {
    answers["/api/sharing/pause"] = FAULT;
    await pauseShare(context, SHARE);
    asked = [];
    // The run has looked for commands, and is sending one, when the stop is written.
    const end = [editPair(context, PAIR, { [`share:${SHARE}`]: null })];
    whileAsking["/api/sharing/pause"] = () => context.commit({ end });
    await context.requestSync();
    expect(asked.map(({ path }) => path)).toEqual(["/api/sharing/pause", "/api/sync"]);
    expect(offered()).toBeUndefined();
    asked = [];
    await context.requestSync();
    expect(asked.map(({ path }) => path)).toEqual([
      "/api/sharing/stop",
      "/api/sharing/pause",
      "/api/sync",
    ]);
    expect(offered()?.[`share:${SHARE}`]?.[0]).toBeNull();
  });

  it("waits for an answer whatever else is edited before there is one", async () => {
    answers = { "/api/sharing/stop": null, "/api/sync": null };
    await stopShare(context, PAIR, SHARE);
    await stopShare(context, PAIR, "d".repeat(32));
    await renamePartner(context, PAIR, "Benjamin");
    asked = [];
    answers = {};
    await context.requestSync();
    expect(stops()).toEqual([SHARE, "d".repeat(32)]);
  });

  it("undoes a choice of which nobody knows whether it was done", async () => {
    answers["/api/sharing/choose"] = FAULT;
    const share = "e".repeat(32);
    const choice = { kind: "habit", subject: "h1", level: "total" } as const;
    const body = { pair: PAIR, share, ...choice, label: "x", include_before: false };
    const draft = { pair: PAIR, share, isNew: true, choice, body, item: null, label: "Tea" };
    await chooseShare(context, draft);
    await context.requestSync();
    expect(stops()).toEqual([share]);
    expect(offered()?.[`share:${share}`]?.[0]).toBeNull();
  });
});

describe("the screen of what is shared", () => {
  const partner = { account: "f".repeat(32), username: "ben" };
  const item = { share: SHARE, kind: "habit", level: "total", label: "x", unit: "day", kept: 1 };
  const share = { share: SHARE, kind: "habit", subject: "h1", level: "total", item };
  const days = { started_on: "2026-11-01", renewed_on: "2026-11-01", lapses_on: "2027-01-30" };
  const shares = [{ ...share, ...days, is_paused: false }];
  const pair = { pair: PAIR, partner, state: "open", is_muted: false, left_today: 3, shares };
  const signedIn = { name: "account", account: ACCOUNT, username: "ann", session: "s1" } as const;

  beforeEach(() => {
    const account = () => Promise.resolve({ ...signedIn, status: "signed-in" as const });
    context = { ...context, device: { ...context.device, account } };
    answers["/api/sharing"] = { status: 200, json: { invites: [], pairs: [pair] } };
  });

  it("takes a stop as done as long as it waits", async () => {
    answers = { ...answers, "/api/sharing/stop": null, "/api/sync": null };
    const before = await readSharing(context);
    expect(before.ok && before.value.shownTo[0]?.shares.length).toBe(1);
    await stopShare(context, PAIR, SHARE);
    const after = await readSharing(context);
    expect(after.ok && after.value.shownTo[0]?.shares).toEqual([]);
    expect(after.ok && after.value.isWaiting).toBe(true);
  });

  it("asks the server once for one stop", async () => {
    const stopWatching = watchShared(context, () => void readSharing(context));
    await stopShare(context, PAIR, SHARE);
    await vi.waitFor(() => {
      expect(sentTo("/api/sharing").length).toBeGreaterThan(0);
    });
    stopWatching();
    expect(asked.map(({ path }) => path)).toEqual([
      "/api/sharing/stop",
      "/api/sync",
      "/api/sharing",
    ]);
  });

  it("asks nothing when a habit is edited, and asks again when another device has stopped something", async () => {
    let told = 0;
    const stopWatching = watchShared(context, () => (told += 1));
    const fields = { position: [1, context.stamps.issue()] } as const;
    await context.commit({ edit: [{ type: "habit", id: "h1", fields }] });
    expect(told).toBe(0);
    const stamp = context.stamps.issue();
    records = [{ type: "partner", id: PAIR, fields: { [`share:${SHARE}`]: [null, stamp] } }];
    await context.requestSync();
    stopWatching();
    expect(told).toBe(1);
  });
});

describe("the end of a pair", () => {
  it("is sent once as a command made from its register", async () => {
    await endPair(context, PAIR, false);
    await context.requestSync();
    expect(ends()).toMatchObject([{ pair: PAIR, is_block: false }]);
  });

  it("with a block is sent once as the command that waits", async () => {
    await endPair(context, PAIR, true);
    await context.requestSync();
    expect(ends()).toMatchObject([{ pair: PAIR, is_block: true }]);
  });
});

describe("what lets somebody see more", () => {
  const paused = () => sentTo("/api/sharing/pause").map(({ share }) => share);

  it("is done now, or not at all: without an answer a pause waits in the place of resuming", async () => {
    answers["/api/sharing/resume"] = null;
    expect((await resumeShare(context, SHARE)).ok).toBe(false);
    asked = [];
    await context.requestSync();
    expect(paused()).toEqual([SHARE]);
    expect(sentTo("/api/sharing/resume")).toEqual([]);
  });

  it("asks for the password and leaves nothing behind", async () => {
    answers["/api/sharing/resume"] = refusal(403, "step_up");
    answers["/api/sharing/renew"] = refusal(403, "step_up");
    for (const work of [resumeShare, renewShare]) {
      expect(await work(context, SHARE)).toEqual({ ok: false, failure: { type: "step-up" } });
    }
    answers = {};
    asked = [];
    await context.requestSync();
    expect(asked.map(({ path }) => path)).toEqual(["/api/sync"]);
  });

  it("does not wait for a network", async () => {
    answers["/api/sharing/renew"] = null;
    expect((await renewShare(context, SHARE)).ok).toBe(false);
    asked = [];
    await context.requestSync();
    expect(sentTo("/api/sharing/renew")).toEqual([]);
  });
});
