import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { quietHoursOf, readPreferences } from "./preferences";
import { stampFields } from "./registers";
import { isReminder, readReminders, reminderField, reminderValue } from "./reminders";

const STAMP = "0".repeat(32);

const reminders = fc.record({
  time: fc
    .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
    .map((parts) => parts.map((part) => String(part).padStart(2, "0")).join(":")),
  weekdays: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 7 }),
});

describe("reminders", () => {
  it("are read as they were written, the weekdays in their order", () => {
    fc.assert(
      fc.property(reminders, (reminder) => {
        const fields = stampFields({ [reminderField("r1")]: reminderValue(reminder) }, STAMP);
        const weekdays = [...reminder.weekdays].sort((left, right) => left - right);
        expect(isReminder(reminder)).toBe(true);
        expect(readReminders(fields)).toEqual([{ id: "r1", time: reminder.time, weekdays }]);
      }),
    );
  });

  it("are read earliest first, without those that are gone", () => {
    const fields = stampFields(
      {
        [reminderField("late")]: { time: "21:00", weekdays: [1] },
        [reminderField("early")]: { time: "07:30", weekdays: [1] },
        [reminderField("gone")]: null,
      },
      STAMP,
    );
    expect(readReminders(fields).map(({ id }) => id)).toEqual(["early", "late"]);
  });

  it("of any other shape are left alone", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const fields = stampFields({ [reminderField("odd")]: value as never }, STAMP);
        expect(readReminders(fields).every(isReminder)).toBe(true);
      }),
    );
  });
});

describe("the choices about nudges", () => {
  it("are quiet ones where nothing was chosen, or nothing that makes sense", () => {
    const usual = { timeZone: null, nudgeCap: 5, nudgeNames: false, badge: false };
    expect(readPreferences()).toMatchObject({ ...usual, quietHours: null });
    const odd = { quiet_hours: { from: "22:00", to: "22:00" }, nudge_cap: 0, nudge_names: 1 };
    const read = readPreferences(stampFields(odd, STAMP));
    expect(read).toMatchObject(usual);
    expect(quietHoursOf(read)).toBeNull();
  });
});
