/** News of a partner follow every answer of the server; loaded once there is an account. */
import type { ActionContext } from "./actions/context";
import { readNews } from "./actions/sharing/news";
import type { AppState } from "./state";

export async function followNews(
  context: ActionContext,
  { news }: Pick<AppState, "news">,
): Promise<void> {
  const read = async (): Promise<void> => {
    const result = await readNews(context);
    // What cannot be read is said where it is shown.
    if (result.ok) news.value = result.value;
  };
  context.changes.subscribe((change) => {
    if (change.type !== "written") void read(); /* no await: the signal draws it */
  });
  await read();
}
