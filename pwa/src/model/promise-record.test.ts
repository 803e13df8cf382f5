import { describe, expect, it } from "vitest";
import { asDayReminder } from "./promise-record";

describe("a reminder of a promise without a time", () => {
  it.each([
    [0, { days_before: 0, time: "09:00" }],
    [60, { days_before: 0, time: "08:00" }],
    [540, { days_before: 0, time: "00:00" }],
    [541, { days_before: 1, time: "23:59" }],
    [7 * 24 * 60, { days_before: 7, time: "09:00" }],
  ])("counts %i minutes from nine in the morning, as the server does", (minutes, wanted) => {
    expect(asDayReminder({ minutes_before: minutes })).toEqual(wanted);
  });

  it("stays as it is where it comes at a time of a day", () => {
    const reminder = { days_before: 2, time: "17:45" };
    expect(asDayReminder(reminder)).toBe(reminder);
  });
});
