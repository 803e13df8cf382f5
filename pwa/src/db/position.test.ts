import "fake-indexeddb/auto";
import { describe, expect, it } from "vitest";
import { openDatabase } from "./open";
import { readPosition, writePosition } from "./position";
import type { SyncPosition } from "./schema";

const QUIET = { onBlocked: () => undefined, onSuperseded: () => undefined };

async function readAfter(name: string, changed: Partial<SyncPosition>): Promise<SyncPosition> {
  const database = openDatabase(name, QUIET);
  const result = await database.write(async (transaction) => {
    const start = await readPosition(transaction);
    await writePosition(transaction, { ...start, epoch: "e1", cursor: 7, ...changed });
    return readPosition(transaction);
  });
  await database.close();
  if (!result.ok) throw new Error(result.failure.type);
  return result.value;
}

describe("the position of the sync", () => {
  it("is where this build left it", async () => {
    expect(await readAfter("same", {})).toMatchObject({ epoch: "e1", cursor: 7 });
  });

  it("is the beginning again where an older build could read less", async () => {
    expect(await readAfter("older", { reads: 0 })).toMatchObject({ epoch: "e1", cursor: 0 });
  });
});
