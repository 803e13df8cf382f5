import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { inOrder, type Placed } from "./groups";
import { placeAt } from "./positions";

const NOW_MS = Date.UTC(2026, 10, 23, 12);

/** The others and the moved one, in order, once the positions are written. */
function orderAfter(others: readonly Placed[], written: ReadonlyMap<string, number>): string[] {
  const ids = new Set([...others.map(({ id }) => id), ...written.keys()]);
  const before = new Map(others.map(({ id, position }) => [id, position]));
  return [...ids]
    .map((id) => ({ id, position: written.get(id) ?? before.get(id) ?? 0 }))
    .sort(inOrder)
    .map(({ id }) => id);
}

describe("a place between neighbours", () => {
  const others = [1, 2, 3].map((at) => ({ id: `h${at}`, position: NOW_MS + at }));

  it("is written for the moved one alone, at either end and between", () => {
    for (const at of [0, 1, 2, 3]) {
      const written = placeAt("moved", others, at);
      expect([...written.keys()]).toEqual(["moved"]);
      expect(orderAfter(others, written).indexOf("moved")).toBe(at);
    }
  });

  it("is found among equal positions too, and keeps those before", () => {
    const equal = ["a", "b", "c"].map((id) => ({ id, position: 1 }));
    const written = placeAt("moved", equal, 1);
    expect(orderAfter(equal, written)).toEqual(["a", "moved", "b", "c"]);
    expect(written.has("a")).toBe(false);
  });

  it("is found however often one moves to and fro", () => {
    const moves = fc.array(fc.record({ from: fc.nat(5), to: fc.nat(4) }), { maxLength: 120 });
    fc.assert(
      fc.property(moves, (steps) => {
        let list: Placed[] = Array.from({ length: 6 }, (_, at) => ({
          id: `h${at}`,
          position: NOW_MS,
        }));
        for (const { from, to } of steps) {
          const moved = list[from];
          if (moved === undefined) throw new Error("no such place");
          const rest = list.filter(({ id }) => id !== moved.id);
          const written = placeAt(moved.id, rest, to);
          const wanted = rest.map(({ id }) => id).toSpliced(to, 0, moved.id);
          list = list
            .map(({ id, position }) => ({ id, position: written.get(id) ?? position }))
            .sort(inOrder);
          expect(list.map(({ id }) => id)).toEqual(wanted);
        }
      }),
    );
  });
});
