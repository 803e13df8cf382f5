/** The parts of Today that come after its first paint, and the sheets that open over it. */
import { afterFirstPaint } from "./after-paint";

export const AddSheet = afterFirstPaint(
  async () => (await import("./components/add-sheet/add-sheet")).AddSheet,
);
export const AskSheet = afterFirstPaint(
  async () => (await import("./components/ask-sheet/ask-sheet")).AskSheet,
);
export const CheckIns = afterFirstPaint(
  async () => (await import("./components/check-ins/check-ins")).CheckIns,
);
export const DaySheet = afterFirstPaint(
  async () => (await import("./components/day-sheet/day-sheet")).DaySheet,
);
export const Find = afterFirstPaint(async () => (await import("./screens/today/find")).Find);
export const NewsCard = afterFirstPaint(
  async () => (await import("./components/news/news")).NewsCard,
);
export const Notices = afterFirstPaint(
  async () => (await import("./components/notice/notice")).Notices,
);
/** On Today: main.ts loads them before the first paint where there are any. */
export const PromisesOfToday = afterFirstPaint(
  async () => (await import("./components/promise-today/promise-today")).PromisesOfToday,
);
export const WaitingPromises = afterFirstPaint(
  async () => (await import("./components/promise-today/promise-today")).WaitingPromises,
);
export const Unanswered = afterFirstPaint(
  async () => (await import("./components/unanswered/unanswered")).Unanswered,
);
