import { describe, expect, it } from "vitest";
import { marksAfter, newsOf } from "./news";
import type { PartnerView, SharedView } from "./sharing";

const ALICE = { account: "a".repeat(32), username: "alice" };
const PAIR = "pair-1";

const partner = (own: Partial<PartnerView> = {}): PartnerView => ({
  ...{ pair: PAIR, partner: ALICE, state: "open" as const },
  ...{ items: [], together: [], appreciations: [] },
  ...own,
});
const view = (own: Partial<SharedView> = {}): SharedView => ({
  lives_for_seconds: 60,
  accepted: [],
  partners: [],
  ...own,
});
const warmth = (id: string) => ({ id, gesture: "thank_you" as const, on: "2026-11-23" });
const byName = (_pair: string, username: string) => username;
const seen = (...views: readonly SharedView[]) =>
  new Set(views.reduce<readonly string[]>((marks, next) => marksAfter(next, marks), []));

describe("news of a partner", () => {
  it("are who accepted, warmth, and what is offered", () => {
    const offer = { together: "t-1", label: "", unit: "day" as const, count: 0 };
    const told = view({
      accepted: [{ pair: "pair-2", partner: { ...ALICE, username: "bob" } }],
      partners: [
        partner({
          appreciations: [warmth("w-1")],
          together: [{ ...offer, state: "offered", is_mine: false }],
        }),
      ],
    });

    expect(newsOf(told, byName, new Set())).toEqual([
      { kind: "accepted", id: "accepted:pair-2", pair: "pair-2", name: "bob" },
      { kind: "warmth", id: "warmth:w-1", pair: PAIR, name: "alice", gesture: "thank_you" },
      { kind: "offered", id: "offered:t-1", pair: PAIR, name: "alice" },
    ]);
    expect(newsOf(told, byName, seen(told))).toEqual([]);
  });

  it("are not what one offered oneself, nor of a pair that was ended here", () => {
    const link = { together: "t-1", label: "", unit: "day" as const, count: 0 };
    const mine = view({
      partners: [partner({ together: [{ ...link, state: "offered", is_mine: true }] })],
    });
    const ended = view({ partners: [partner({ appreciations: [warmth("w-1")] })] });

    expect(newsOf(mine, byName, new Set())).toEqual([]);
    expect(newsOf(ended, () => null, new Set())).toEqual([]);
  });

  it("tell of a confirmation to whoever has waited for it, once", () => {
    const before = view({ partners: [partner({ state: "waiting" })] });
    const after = view({ partners: [partner()] });

    expect(newsOf(after, byName, new Set())).toEqual([]);
    expect(newsOf(after, byName, seen(before))).toMatchObject([{ kind: "confirmed" }]);
    expect(newsOf(after, byName, seen(before, after))).toEqual([]);
  });

  it("stay seen when a view was gone for a while", () => {
    const told = view({ partners: [partner({ appreciations: [warmth("w-1")] })] });

    expect(newsOf(told, byName, seen(told, view()))).toEqual([]);
  });
});
