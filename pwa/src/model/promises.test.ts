import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { FORMS } from "../contract/forms";
import { addDays, localDate, type LocalDate } from "../core/dates";
import { type PromiseEvent } from "./facts";
import type { Due, PromiseRecord } from "./promise-record";
import {
  byDue,
  followThrough,
  phaseOf,
  standingOf,
  type Moment,
  type PromiseStatus,
} from "./promises";

const at = (text: string): number => Date.parse(text);

const promiseDue = (due: Due | null): PromiseRecord => ({
  ...{ id: "p1", text: "call", toWhom: "Bob", due, reminders: [] },
  ...{ isDeleted: false, deletedAtMs: null },
});

const day = (on: LocalDate): Due => ({ on, time: null, zone: null });

const stampAt = (ms: number): string => ms.toString(16).padStart(12, "0") + "0".repeat(20);

let facts = 0;
const event = (
  kind: PromiseEvent["kind"],
  on: LocalDate,
  ms: number,
  more: Partial<PromiseEvent> = {},
): PromiseEvent => ({
  type: "promise_event",
  id: `000000000000000${(facts += 1).toString(36)}0`.slice(-17),
  ...{ promise: "p1", kind, on, stamp: stampAt(ms) },
  ...more,
});

const momentAt = (text: string, timeZone = "Europe/Berlin", dayStartHour = 0): Moment => {
  const dayOf = (ms: number): LocalDate => localDate(ms, timeZone, dayStartHour);
  return { nowMs: at(text), timeZone, dayOf, today: dayOf(at(text)) };
};

describe("how a promise stands", () => {
  it("is open until something is said of it", () => {
    expect(standingOf(promiseDue(day("2026-11-24")), [])).toEqual({
      ...{ outcome: "open", due: day("2026-11-24"), history: [] },
      ...{ settledOn: null, isOnTime: false },
    });
  });

  it("is what was said last, while all of it stands in the history", () => {
    // Moved on one device, kept on another while both were offline: the later stamp decides.
    const moved = event("moved", "2026-11-24", 5, { to_on: "2026-11-28" });
    const kept = event("kept", "2026-11-26", 6);
    const standing = standingOf(promiseDue(day("2026-11-24")), [kept, moved]);
    expect(standing).toMatchObject({ outcome: "kept", due: day("2026-11-28"), isOnTime: true });
    expect(standing.history).toEqual([moved, kept]);

    const movedLater = { ...moved, stamp: stampAt(7) };
    expect(standingOf(promiseDue(day("2026-11-24")), [kept, movedLater])).toMatchObject({
      ...{ outcome: "open", due: day("2026-11-28"), settledOn: null },
    });
  });

  it("does not hang on the order in which things arrive", () => {
    const kinds = fc.array(fc.constantFrom(...FORMS.promise_event_kind.one_of), { maxLength: 8 });
    fc.assert(
      fc.property(kinds, fc.array(fc.nat()), (told, order) => {
        const events = told.map((kind, index) =>
          event(kind, addDays("2026-11-24", index), index, { to_on: addDays("2026-12-01", index) }),
        );
        const shuffled = events
          .map((one, index) => ({ one, at: order[index] ?? 0 }))
          .sort((left, right) => left.at - right.at)
          .map(({ one }) => one);
        const promise = promiseDue(day("2026-11-24"));
        expect(standingOf(promise, shuffled)).toEqual(standingOf(promise, events));
      }),
    );
  });

  it("forgets what was taken back", () => {
    const kept = event("kept", "2026-11-24", 5, { withdrawn: true });
    expect(standingOf(promiseDue(day("2026-11-24")), [kept])).toMatchObject({
      ...{ outcome: "open", history: [] },
    });
  });

  it("is open again after a reopening, at the time that was agreed last", () => {
    const told = [
      event("moved", "2026-11-24", 1, { to_on: "2026-11-28" }),
      event("kept", "2026-11-25", 2),
      event("reopened", "2026-11-26", 3),
    ];
    expect(standingOf(promiseDue(day("2026-11-24")), told)).toMatchObject({
      ...{ outcome: "open", due: day("2026-11-28") },
    });
  });

  it("stays where it was when a move leads nowhere", () => {
    const told = [event("moved", "2026-11-24", 1)];
    expect(standingOf(promiseDue(day("2026-11-24")), told).due).toEqual(day("2026-11-24"));
  });

  it("is in time on its day, whatever the hour, and late the day after", () => {
    const due: Due = { on: "2026-11-24", time: "00:00", zone: "Europe/Berlin" };
    const keptOn = (on: LocalDate) =>
      standingOf(promiseDue(due), [event("kept", on, at(`${on}T20:00Z`))]);
    expect(keptOn("2026-11-24").isOnTime).toBe(true);
    expect(keptOn("2026-11-25").isOnTime).toBe(false);
    expect(keptOn("2026-11-25").outcome).toBe("kept");
  });

  it("is in time before its instant, also where the calendar shows the next day already", () => {
    const due: Due = { on: "2026-11-24", time: "18:00", zone: "America/Los_Angeles" };
    const inBerlin = event("kept", "2026-11-25", at("2026-11-25T01:30Z"));
    const tooLate = event("kept", "2026-11-25", at("2026-11-25T02:30Z"));
    expect(standingOf(promiseDue(due), [inBerlin]).isOnTime).toBe(true);
    expect(standingOf(promiseDue(due), [tooLate]).isOnTime).toBe(false);
  });

  it("is neither in time nor late when it was let go or mended", () => {
    for (const kind of ["let_go", "mended"] as const) {
      const told = [event(kind, "2026-11-24", 1)];
      expect(standingOf(promiseDue(day("2026-11-24")), told)).toMatchObject({
        ...{ outcome: kind, settledOn: "2026-11-24", isOnTime: false },
      });
    }
  });
});

describe("when a promise asks", () => {
  it("without a time it has its whole day", () => {
    const due = day("2026-11-24");
    expect(phaseOf(due, momentAt("2026-11-23T22:59Z"))).toBe("later");
    expect(phaseOf(due, momentAt("2026-11-23T23:00Z"))).toBe("today");
    expect(phaseOf(due, momentAt("2026-11-24T22:59Z"))).toBe("today");
    expect(phaseOf(due, momentAt("2026-11-24T23:00Z"))).toBe("overdue");
  });

  it("without a time it follows the person into another zone", () => {
    const due = day("2026-11-24");
    expect(phaseOf(due, momentAt("2026-11-25T09:00Z", "Pacific/Pago_Pago"))).toBe("today");
    expect(phaseOf(due, momentAt("2026-11-25T09:00Z", "Pacific/Kiritimati"))).toBe("overdue");
  });

  it("with a time it means that instant wherever the person is", () => {
    const due: Due = { on: "2026-11-25", time: "09:00", zone: "Pacific/Auckland" };
    // 09:00 in Auckland is 21:00 of the day before in Berlin.
    expect(phaseOf(due, momentAt("2026-11-24T12:00Z"))).toBe("today");
    expect(phaseOf(due, momentAt("2026-11-24T20:00Z"))).toBe("due");
    expect(phaseOf(due, momentAt("2026-11-24T23:00Z"))).toBe("overdue");
  });

  it("at midnight it is due as its day begins, and the day is not over", () => {
    const due: Due = { on: "2026-11-24", time: "00:00", zone: "Europe/Berlin" };
    expect(phaseOf(due, momentAt("2026-11-23T22:59Z"))).toBe("later");
    expect(phaseOf(due, momentAt("2026-11-23T23:00Z"))).toBe("due");
    expect(phaseOf(due, momentAt("2026-11-24T23:00Z"))).toBe("overdue");
  });

  it("on the days of a clock change it is due once, at a minute that exists", () => {
    const spring: Due = { on: "2026-03-29", time: "02:30", zone: "Europe/Berlin" };
    expect(phaseOf(spring, momentAt("2026-03-29T00:59Z"))).toBe("today");
    expect(phaseOf(spring, momentAt("2026-03-29T01:00Z"))).toBe("due");
    const autumn: Due = { on: "2026-10-25", time: "02:30", zone: "Europe/Berlin" };
    expect(phaseOf(autumn, momentAt("2026-10-25T00:29Z"))).toBe("today");
    expect(phaseOf(autumn, momentAt("2026-10-25T00:30Z"))).toBe("due");
  });

  it("for those who are up past midnight the day lasts as long as theirs", () => {
    const due = day("2026-11-24");
    expect(phaseOf(due, momentAt("2026-11-25T02:59Z", "Europe/Berlin", 4))).toBe("today");
    expect(phaseOf(due, momentAt("2026-11-25T03:00Z", "Europe/Berlin", 4))).toBe("overdue");
  });

  it("with no day at all it never presses", () => {
    expect(phaseOf(null, momentAt("2026-11-24T12:00Z"))).toBe("later");
  });

  it("stands in the order in which it is due", () => {
    const dues = [null, day("2026-11-24"), { on: "2026-11-24", time: "09:00", zone: null }];
    const promises = dues.map((due, index) => {
      const promise = { ...promiseDue(due), id: `p${index}` };
      return { ...promise, standing: standingOf(promise, []) };
    });
    expect(promises.toSorted(byDue).map(({ id }) => id)).toEqual(["p2", "p1", "p0"]);
  });
});

describe("follow-through", () => {
  const settled = (settledOn: LocalDate, isOnTime: boolean): PromiseStatus => ({
    ...{ outcome: "kept", due: null, history: [], settledOn, isOnTime },
  });
  const open: PromiseStatus = { ...settled("2026-11-24", false), outcome: "open", settledOn: null };

  it("is what was kept in time of all that was settled, and says of how many", () => {
    const standings = [settled("2026-11-24", true), settled("2026-11-20", false), open];
    expect(followThrough(standings, "2026-11-24", 30)).toEqual({ kept: 1, settled: 2, rate: 0.5 });
  });

  it("looks back as many days as it says, today included, and no further", () => {
    const standings = [settled("2026-10-26", true), settled("2026-10-25", true)];
    expect(followThrough(standings, "2026-11-24", 30).settled).toBe(1);
    expect(followThrough(standings, "2026-11-24", 90).settled).toBe(2);
  });

  it("is nothing where nothing was settled, and does not count what a clock put ahead", () => {
    const standings = [open, settled("2026-11-25", true)];
    expect(followThrough(standings, "2026-11-24", 90)).toEqual({ kept: 0, settled: 0, rate: null });
  });
});
