/** Where a thing would land that is let go at some height of the window. */
import type { Spot } from "./use-moves";

export function habitSpot(list: HTMLElement, id: string, y: number): Spot {
  const sections = [...list.querySelectorAll<HTMLElement>("[data-section]")];
  const section =
    sections.find((each) => y < each.getBoundingClientRect().bottom) ?? sections.at(-1);
  const rows = [...(section?.querySelectorAll<HTMLElement>("[data-habit]") ?? [])];
  const others = rows.filter((row) => row.dataset["habit"] !== id);
  const group = section?.dataset["section"] ?? "";
  return { group: group === "" ? null : group, at: countAbove(others, y) };
}

export function groupSpot(list: HTMLElement, id: string, y: number): Spot {
  const groups = [...list.querySelectorAll<HTMLElement>("[data-group]")];
  return {
    group: null,
    at: countAbove(
      groups.filter((group) => group.dataset["group"] !== id),
      y,
    ),
  };
}

const countAbove = (rows: readonly HTMLElement[], y: number): number =>
  rows.filter((row) => {
    const { top, bottom } = row.getBoundingClientRect();
    return (top + bottom) / 2 < y;
  }).length;
