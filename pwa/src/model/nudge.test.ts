import { describe, expect, it } from "vitest";
import { readPush } from "./nudge";

const push = (type: string): unknown => ({
  web_push: 8030,
  notification: {
    title: "A small nudge",
    body: "Something small for today.",
    tag: "3f0a5be1c2d4e6f8",
    navigate: "https://kept.example.org/together?nudge=3f0a5be1c2d4e6f8",
    actions: [],
    data: {
      kind: "nudge",
      account: "a1",
      id: "3f0a5be1c2d4e6f8",
      on: "2026-11-24",
      items: [{ id: "3f0a5be1c2d4e6f8", type, subject: "p1", reminder: "r1", on: "2026-11-24" }],
    },
  },
});

describe("a push", () => {
  it.each(["habit", "promise", "preference", "appreciation"])("may be about a %s", (type) => {
    expect(readPush(push(type))?.data).toMatchObject({
      kind: "nudge",
      items: [{ type }],
      count: 1,
    });
  });

  it("of another age of the server still has its words and its address", () => {
    expect(readPush(push("constellation"))).toMatchObject({
      title: "A small nudge",
      navigate: "https://kept.example.org/together?nudge=3f0a5be1c2d4e6f8",
      data: null,
    });
  });
});
