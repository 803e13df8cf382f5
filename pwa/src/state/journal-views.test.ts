import { effect, signal } from "@preact/signals";
import { expect, it } from "vitest";
import type { HabitPast } from "../db/history";
import type { Journal } from "./journal";
import { createViews } from "./journal-views";

const pastOfDays = (...days: readonly string[]): HabitPast => ({
  checkpoint: null,
  facts: days.map((on) => ({ type: "entry", id: on, habit: "h", on, kind: "done", amount: 1 })),
});

function createFrames() {
  const waiting: (() => void)[] = [];
  return {
    later: (run: () => void): void => void waiting.push(run),
    next: (): void => {
      for (const run of waiting.splice(0)) run();
    },
  };
}

it("shows what a tap changed only once its frame is over, and then all of it", () => {
  const past = signal(pastOfDays("2026-11-01"));
  const frames = createFrames();
  const { pastOf } = createViews(
    { pastOf: () => past } as unknown as Journal,
    frames.later,
  ).afterPaint;
  const seen: number[] = [];
  effect(() => void seen.push(pastOf("h").value.facts.length));

  past.value = pastOfDays("2026-11-01", "2026-11-02");
  past.value = pastOfDays("2026-11-01", "2026-11-02", "2026-11-03");
  expect(seen).toEqual([1]);

  frames.next();
  expect(seen).toEqual([1, 3]);
});

it("says nothing where a tap was taken back within its frame", () => {
  const before = pastOfDays("2026-11-01");
  const past = signal(before);
  const frames = createFrames();
  const { pastOf } = createViews(
    { pastOf: () => past } as unknown as Journal,
    frames.later,
  ).afterPaint;
  const seen: number[] = [];
  effect(() => void seen.push(pastOf("h").value.facts.length));

  past.value = pastOfDays("2026-11-01", "2026-11-02");
  past.value = before;
  frames.next();

  expect(seen).toEqual([1]);
});
