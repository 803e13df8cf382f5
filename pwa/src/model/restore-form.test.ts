import { describe, expect, it } from "vitest";
import { restoreForm } from "./restore-form";

const FIRST = {
  name: "",
  amount: 1,
  at: null as string | null,
  days: [1, 2],
  plan: { kind: "daily", everyDays: 3 },
};

describe("restoring a form", () => {
  it("takes what was typed", () => {
    const typed = {
      ...{ name: "Walk", amount: 2, at: "08:00", days: [5] },
      plan: { kind: "week", everyDays: 4 },
    };
    expect(restoreForm(FIRST, typed)).toEqual(typed);
  });

  it("keeps its own where the draft has nothing, or something of another type", () => {
    const older = { name: 7, days: "Monday", plan: { kind: "week" }, at: {}, gone: true };
    expect(restoreForm(FIRST, older)).toEqual({ ...FIRST, plan: { kind: "week", everyDays: 3 } });
  });

  it("takes nothing from what is no form", () => {
    for (const found of [null, undefined, "", 3, []]) {
      expect(restoreForm(FIRST, found)).toEqual(FIRST);
    }
  });
});
