/** What is new on Together, and that it was seen: from this device alone, and on it alone. */
import { success, type Result } from "../../core/result";
import type { StorageFailure } from "../../db/failures";
import { readNewsMarks, readView, writeNewsMarks } from "../../db/shared-view";
import { marksAfter, newsOf, type News } from "../../model/news";
import type { ActionContext } from "../context";
import { readPairs } from "./pairs";

export async function readNews(
  context: ActionContext,
): Promise<Result<readonly News[], StorageFailure>> {
  const [view, pairs, marks] = await Promise.all([
    readView(context.database, context.now()),
    readPairs(context),
    readNewsMarks(context.database),
  ]);
  if (!view.ok) return view;
  if (!pairs.ok) return pairs;
  if (!marks.ok) return marks;
  if (view.value === null) return success([]);
  const nameOf = (pair: string, username: string): string | null => {
    const own = pairs.value.get(pair);
    return own === undefined ? null : own.label || username;
  };
  return success(newsOf(view.value, nameOf, new Set(marks.value)));
}

/** All that there is now was on the screen, or was put aside. */
export async function markNewsSeen(context: ActionContext): Promise<Result<null, StorageFailure>> {
  const [view, before] = await Promise.all([
    readView(context.database, context.now()),
    readNewsMarks(context.database),
  ]);
  if (!view.ok) return view;
  if (!before.ok) return before;
  if (view.value === null) return success(null);
  const known = new Set(before.value);
  const marks = marksAfter(view.value, before.value);
  if (marks.every((mark) => known.has(mark))) return success(null);
  const written = await writeNewsMarks(context.database, marks);
  if (!written.ok) return written;
  // Other tabs take their dot away too.
  context.changes.publish({ type: "shared" });
  return success(null);
}
