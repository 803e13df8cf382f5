import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  AFTER_SECONDS,
  isStillOpen,
  pinProblem,
  waitAfterMs,
  waitLeftMs,
  type PinProblem,
} from "./lock";

const instant = fc.integer({ min: 0, max: 4_000_000_000_000 });
const wrong = fc.nat({ max: 1_000 });

describe("a new PIN (CR-17)", () => {
  it.each<readonly [string, PinProblem | null]>([
    ["184726", null],
    ["000001", null],
    ["", "too-short"],
    ["18472", "too-short"],
    ["18472x", "not-digits"],
    ["١٨٤٧٢٦", "not-digits"],
    ["777777", "too-simple"],
    ["123456", "too-simple"],
    ["987654", "too-simple"],
    ["135791", null],
    ["18472618472618472", "too-long"],
  ])("%j: %s", (pin, problem) => {
    expect(pinProblem(pin)).toBe(problem);
  });
});

describe("the wait after wrong tries (CR-17)", () => {
  it("begins with half a minute after the fifth, doubles, and ends at a quarter of an hour", () => {
    expect([0, 4, 5, 6, 7, 8, 9, 10, 11, 500].map(waitAfterMs)).toEqual([
      0, 0, 30_000, 60_000, 120_000, 240_000, 480_000, 900_000, 900_000, 900_000,
    ]);
  });

  it("never grows shorter with one more wrong try", () => {
    fc.assert(
      fc.property(wrong, (count) => {
        expect(waitAfterMs(count + 1)).toBeGreaterThanOrEqual(waitAfterMs(count));
      }),
    );
  });

  it("is over when it has passed, and not before", () => {
    fc.assert(
      fc.property(wrong, instant, fc.nat({ max: 2_000_000 }), (count, lastAt, elapsedMs) => {
        const left = waitLeftMs({ wrong: count, lastAt }, lastAt + elapsedMs);
        expect(left === 0).toBe(elapsedMs >= waitAfterMs(count));
      }),
    );
  });

  it("is no shorter on a clock that was set back", () => {
    fc.assert(
      fc.property(wrong, instant, instant, (count, lastAt, now) => {
        fc.pre(now < lastAt);
        expect(waitLeftMs({ wrong: count, lastAt }, now)).toBe(waitAfterMs(count));
      }),
    );
  });
});

describe("an unlocked app in the background (CR-17)", () => {
  const afterSeconds = fc.constantFrom(...AFTER_SECONDS);

  it("is open for as long as was chosen", () => {
    fc.assert(
      fc.property(instant, afterSeconds, fc.nat({ max: 2_000_000 }), (seenAt, after, elapsedMs) => {
        expect(isStillOpen(seenAt, after, seenAt + elapsedMs)).toBe(elapsedMs < after * 1_000);
      }),
    );
  });

  it("is locked where it was never seen, or the clock was set back", () => {
    fc.assert(
      fc.property(
        instant,
        afterSeconds,
        fc.integer({ min: 1, max: 1e9 }),
        (now, after, aheadMs) => {
          expect(isStillOpen(null, after, now)).toBe(false);
          expect(isStillOpen(now + aheadMs, after, now)).toBe(false);
        },
      ),
    );
  });
});
