/**
 * What a person ends is written once, as a register of the partner record: `share:<id>` = null stops a share,
 * `deleted` = true ends the pair. Until the server has answered, the outbox mark of the record names that
 * register, and the command that says the same is made from it.
 */
import { mintRecordId } from "../core/ids";
import { success, type Result } from "../core/result";
import type { StoredRecord } from "../model/registers";
import type { StorageFailure } from "./failures";
import type { Database } from "./open";
import type { Ending, OutboxMark, Refusal, WaitingCommand } from "./schema";

const SHARE = "share:";
const PARTNERS = () => IDBKeyRange.bound(["partner", ""], ["partner", "\uffff"]);

/** What this edit ends. Each keeps its command's id: two tabs may send it at once, and it is done once. */
export const endingsOf = ({ fields }: StoredRecord): readonly Ending[] =>
  Object.keys(fields).map((register) => ({ register, command: mintRecordId() }));

/** Also of what the server refused: a stop must not wait until the refused record is offered again. */
export async function readEndings(
  database: Database,
): Promise<Result<readonly WaitingCommand[], StorageFailure>> {
  const marks = await database.read((transaction) =>
    Promise.all([
      transaction.objectStore("outbox").getAll(PARTNERS()),
      transaction.objectStore("quarantine").getAll(PARTNERS()),
    ]),
  );
  if (!marks.ok) return marks;
  return success(
    marks.value.flat().flatMap(({ id, ends = [] }) => ends.map((ending) => toCommand(id, ending))),
  );
}

const toCommand = (pair: string, { register, command: id }: Ending): WaitingCommand =>
  register.startsWith(SHARE)
    ? { type: "stop", id, share: register.slice(SHARE.length) }
    : { type: "end", id, pair, is_block: false };

/** The server has answered the command; the register itself still has to be synced. */
export const forgetEnding = (
  database: Database,
  id: string,
): Promise<Result<null, StorageFailure>> =>
  database.write(async (transaction) => {
    const outbox = transaction.objectStore("outbox");
    const quarantine = transaction.objectStore("quarantine");
    const [marks, refusals] = await Promise.all([
      outbox.getAll(PARTNERS()),
      quarantine.getAll(PARTNERS()),
    ]);
    await Promise.all([
      ...marks.filter((mark) => ends(mark, id)).map((mark) => outbox.put(without(mark, id))),
      ...refusals.filter((row) => ends(row, id)).map((row) => quarantine.put(without(row, id))),
    ]);
    return null;
  });

const ends = (row: OutboxMark | Refusal, id: string): boolean =>
  row.ends?.some(({ command }) => command === id) === true;

function without<Row extends OutboxMark | Refusal>({ ends: all = [], ...row }: Row, id: string) {
  const left = all.filter(({ command }) => command !== id);
  return left.length > 0 ? { ...row, ends: left } : row;
}
