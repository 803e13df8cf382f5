/** What a push holds (docs/protocol.md): no words of anybody, only which things it is about. */
import * as v from "valibot";
import type { LocalDate } from "../core/dates";
import type { NudgeSubject } from "./push";
import { localDate } from "./wire-forms";

/** One thing that a nudge is about, and the local date it is for, whenever it is read. */
export interface NudgeItem {
  /** Id of the nudge, 16 hex characters. */
  readonly id: string;
  /** An appreciation has nothing to be done right there. */
  readonly type: NudgeSubject | "appreciation";
  /** Id of the habit, the promise, the preferences, or the pair. */
  readonly subject: string;
  readonly on: LocalDate;
}

export interface NudgeData {
  readonly kind: "nudge";
  readonly account: string;
  readonly id: string;
  /** One, or several that fell due together. */
  readonly items: readonly NudgeItem[];
  /** How many there are; `items` may list fewer. */
  readonly count: number;
}

export interface TestData {
  readonly kind: "test";
  readonly account: string;
  /** What the server wants to hear back. */
  readonly token: string;
}

export interface PushedAction {
  readonly action: string;
  readonly title: string;
}

export interface Pushed {
  readonly title: string;
  readonly body: string;
  readonly tag: string;
  readonly navigate: string;
  readonly lang: string;
  /** How many things are open today; null: no badge was chosen. */
  readonly badge: number | null;
  readonly actions: readonly PushedAction[];
  /** Null: made by another age of the server. */
  readonly data: NudgeData | TestData | null;
}

const nudgeId = v.pipe(v.string(), v.regex(/^[0-9a-f]{16}$/));
const item = v.object({
  id: nudgeId,
  type: v.picklist(["habit", "promise", "preference", "appreciation"]),
  subject: v.string(),
  on: localDate,
});
const nudge = v.object({
  kind: v.literal("nudge"),
  account: v.string(),
  id: nudgeId,
  items: v.pipe(v.array(item), v.minLength(1)),
  count: v.optional(v.number()),
});
const data = v.variant("kind", [
  nudge,
  v.object({ kind: v.literal("test"), account: v.string(), token: v.string() }),
]);
const pushed = v.object({
  title: v.pipe(v.string(), v.minLength(1)),
  body: v.fallback(v.string(), ""),
  tag: v.string(),
  navigate: v.pipe(v.string(), v.url()),
  lang: v.fallback(v.string(), ""),
  app_badge: v.fallback(v.nullable(v.number()), null),
  actions: v.fallback(v.array(v.object({ action: v.string(), title: v.string() })), []),
  data: v.fallback(v.nullable(data), null),
});

/** What the worker left with a notification; null for one that is no nudge. */
export function readNudgeData(json: unknown): NudgeData | null {
  const read = v.safeParse(data, json);
  return read.success && read.output.kind === "nudge" ? withItems(read.output) : null;
}

/** What arrived, or null for anything that is no push of ours: something is shown all the same. */
export function readPush(json: unknown): Pushed | null {
  const read = v.safeParse(v.object({ notification: pushed }), json);
  if (!read.success) return null;
  const { app_badge: badge, ...rest } = read.output.notification;
  return { ...rest, badge, data: withCount(rest.data) };
}

const withCount = (read: v.InferOutput<typeof data> | null): Pushed["data"] =>
  read?.kind === "nudge" ? withItems(read) : read;

const withItems = (read: v.InferOutput<typeof nudge>): NudgeData => ({
  ...read,
  count: read.count ?? read.items.length,
});

/** The address that a nudge opens: which thing it is about. Null for an address that says nothing of one. */
export function readNudgeAddress(query: Readonly<Record<string, string>>): NudgeItem | null {
  const [type, subject] = (query["about"] ?? "").split(":", 2);
  const read = v.safeParse(item, { id: query["nudge"], type, subject, on: query["on"] });
  return read.success ? read.output : null;
}

/** The id of the one fact that the Done of a nudge writes, so that twice is once. */
export const doneFactId = (nudge: string): string => `${nudge}done`;
