/** News of a partner follow every answer of the server; loaded once there is an account. */
import type { Actions } from "./actions";
import type { Changes } from "./db/changes";
import type { AppState } from "./state";

export async function followNews(
  actions: Actions,
  changes: Changes,
  { news }: Pick<AppState, "news">,
): Promise<void> {
  const { readNews } = await actions.sharing();
  const read = async (): Promise<void> => {
    const result = await readNews();
    // What cannot be read is said where it is shown.
    if (result.ok) news.value = result.value;
  };
  changes.subscribe((change) => {
    if (change.type !== "written") void read(); /* no await: the signal draws it */
  });
  await read();
}
