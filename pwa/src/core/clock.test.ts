import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createStampClock, isStamp, stampToMs } from "./clock";

const YEAR_MS = 365 * 86_400_000;
const START_MS = Date.UTC(2026, 10, 23);

describe("a stamp", () => {
  it("is 32 hex characters with the time in front", () => {
    const stamp = createStampClock(
      () => START_MS,
      () => "0123456789abcdef",
    ).issue();
    expect(isStamp(stamp)).toBe(true);
    expect(stampToMs(stamp)).toBe(START_MS);
    expect(stamp.slice(16)).toBe("0123456789abcdef");
  });

  it("grows with every issue, whatever the device's clock does", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -YEAR_MS, max: YEAR_MS })), (jumps) => {
        let nowMs = START_MS;
        const clock = createStampClock(() => nowMs);
        let last = clock.issue();
        for (const jump of jumps) {
          nowMs = Math.max(0, nowMs + jump);
          const next = clock.issue();
          // Compared without the replica: that is minted again when the clock is set back.
          expect(next.slice(0, 16) > last.slice(0, 16)).toBe(true);
          last = next;
        }
      }),
    );
  });

  it("beats every stamp that was observed", () => {
    const ahead = createStampClock(() => START_MS + YEAR_MS).issue();
    const clock = createStampClock(() => START_MS);
    clock.observe(ahead);
    expect(clock.issue() > ahead).toBe(true);
  });

  it("borrows the next millisecond when one is full", () => {
    const clock = createStampClock(() => START_MS);
    const stamps = Array.from({ length: 70_000 }, () => clock.issue());
    expect(new Set(stamps).size).toBe(stamps.length);
    expect(stampToMs(stamps.at(-1) ?? "")).toBe(START_MS + 1);
  });
});

describe("a clock that a server corrects", () => {
  it("issues the server's time, and starts again under a new replica after a rewind", () => {
    const clock = createStampClock(() => START_MS + YEAR_MS);
    const ahead = clock.issue();
    clock.correct(-YEAR_MS);
    // Until it is told that what it issued was wrong, time only grows.
    expect(clock.issue() > ahead).toBe(true);
    clock.rewind();
    const right = clock.issue();
    expect(stampToMs(right)).toBe(START_MS);
    expect(right.slice(16)).not.toBe(ahead.slice(16));
  });
});

describe("a replica", () => {
  it("is minted again after the clock was set back", () => {
    let nowMs = START_MS;
    const clock = createStampClock(() => nowMs);
    const before = clock.replica();
    nowMs -= YEAR_MS;
    clock.issue();
    expect(clock.replica()).not.toBe(before);
  });

  it("stays through the small corrections that every clock makes", () => {
    let nowMs = START_MS;
    const clock = createStampClock(() => nowMs);
    const before = clock.replica();
    nowMs -= 900;
    clock.issue();
    expect(clock.replica()).toBe(before);
  });
});
