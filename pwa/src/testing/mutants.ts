/** Variants of the sync, each with one fault that its tests must notice. Nothing else uses them. */
import type { createStampClock } from "../core/clock";
import type { writePosition } from "../db/position";
import type { keepSealed } from "../db/sealed";
import type { laterRegister, mergeFact } from "../model/merge";
import type { applyAnswer } from "../sync/apply-answer";
import type { mergeThing } from "../sync/merge-thing";
import type { restampAhead } from "../sync/restamp";
import type { takeBatch } from "../sync/take-batch";
import type { openWords } from "../sync/wire";

export interface Mutant {
  readonly name: string;
  /** From src/sync, where the test stands. */
  readonly module: string;
  /** The exports that take the place of the right ones. */
  readonly breakIt: (original: object) => object | Promise<object>;
  /** The scenario that must fail. */
  readonly noticedBy: string;
}

const isOk = <Value>(result: {
  readonly ok: boolean;
  readonly value?: Value;
}): result is {
  readonly ok: true;
  readonly value: Value;
} => result.ok;

export const MUTANTS: readonly Mutant[] = [
  {
    name: "what is sent is not marked as sent",
    module: "./take-batch",
    breakIt: (original) => {
      const right = original as { takeBatch: typeof takeBatch };
      const broken: typeof takeBatch = async (database, most) => {
        const batch = await right.takeBatch(database, most);
        if (!isOk(batch)) return batch;
        await database.write((transaction) =>
          Promise.all(
            batch.value.offers.map(({ mark: { type, id, version } }) =>
              transaction.objectStore("outbox").put({ type, id, version }),
            ),
          ),
        );
        return batch;
      };
      return { takeBatch: broken };
    },
    noticedBy: "the undo of a tick whose answer was lost travels",
  },
  {
    name: "an undo drops what was sent",
    module: "../db/outbox",
    breakIt: () => ({ isUnsent: () => Promise.resolve(true) }),
    noticedBy: "an undo on one device beats the tick on all others",
  },
  {
    name: "nothing is offered to a new history",
    module: "../db/outbox",
    breakIt: () => ({ markAllDirty: () => Promise.resolve() }),
    noticedBy: "a server of a new epoch is offered everything again, in the same bytes",
  },
  {
    name: "the token of the head is forgotten",
    module: "../db/position",
    breakIt: (original) => {
      const right = original as { writePosition: typeof writePosition };
      const broken: typeof writePosition = (transaction, position) =>
        right.writePosition(transaction, { ...position, headToken: null });
      return { writePosition: broken };
    },
    noticedBy: "a server whose data went back in time gets again what a reader has read",
  },
  {
    name: "an answer is used wherever the cursor is by now",
    module: "./apply-answer",
    breakIt: async (original) => {
      const right = original as { applyAnswer: typeof applyAnswer };
      const { readPosition } = await import("../db/position");
      const broken: typeof applyAnswer = async (database, batch, answered) => {
        const position = await database.read(readPosition);
        const isMoved = isOk(position) && position.value.epoch === null;
        return right.applyAnswer(
          database,
          isMoved ? { ...batch, position: position.value } : batch,
          answered,
        );
      };
      return { applyAnswer: broken };
    },
    noticedBy: "an erase while an answer is under way brings everything back",
  },
  {
    name: "an answer clears newer edits too",
    module: "./apply-answer",
    breakIt: (original) => {
      const right = original as { applyAnswer: typeof applyAnswer };
      const broken: typeof applyAnswer = async (database, batch, answered) => {
        const marks = await database.read((transaction) =>
          transaction.objectStore("outbox").getAll(),
        );
        const present = isOk(marks) ? marks.value : [];
        const offers = batch.offers.map((offer) => ({
          ...offer,
          mark: present.find(({ id }) => id === offer.mark.id) ?? offer.mark,
        }));
        return right.applyAnswer(database, { ...batch, offers }, answered);
      };
      return { applyAnswer: broken };
    },
    noticedBy: "what is edited while it is under way is sent again",
  },
  {
    name: "what was rejected is forgotten",
    module: "./apply-answer",
    breakIt: (original) => {
      const right = original as { applyAnswer: typeof applyAnswer };
      const broken: typeof applyAnswer = async (database, batch, answered) => {
        const applied = await right.applyAnswer(database, batch, answered);
        await database.write((transaction) => transaction.objectStore("quarantine").clear());
        return applied;
      };
      return { applyAnswer: broken };
    },
    noticedBy: "a poison record goes to quarantine, and its neighbours arrive",
  },
  {
    name: "the older stamp wins",
    module: "../model/merge",
    breakIt: () => {
      const broken: typeof laterRegister = (left, right) => (left[1] <= right[1] ? left : right);
      return { laterRegister: broken };
    },
    noticedBy: "of two names given offline the later one stands on both",
  },
  {
    name: "a withdrawal does not win",
    module: "../model/merge",
    breakIt: () => {
      const broken: typeof mergeFact = (left, right) =>
        Object.keys(left).length === 0 ? right : left;
      return { mergeFact: broken };
    },
    noticedBy: "an undo on one device beats the tick on all others",
  },
  {
    name: "what is pulled replaces what is here",
    module: "./merge-thing",
    breakIt: (original) => {
      const right = original as { mergeThing: typeof mergeThing };
      const broken: typeof mergeThing = async (transaction, thing, pulled) => {
        const { type, id } = thing;
        await transaction.objectStore("records").delete([type, id]);
        await transaction.objectStore("sealed").delete([type, id]);
        return right.mergeThing(transaction, thing, pulled);
      };
      return { mergeThing: broken };
    },
    noticedBy: "what is edited here while its neighbour is pulled is kept",
  },
  {
    name: "a withdrawal that is pulled is not written",
    module: "./merge-thing",
    breakIt: (original) => {
      const right = original as { mergeThing: typeof mergeThing };
      const broken: typeof mergeThing = (transaction, thing, pulled) =>
        "withdrawn" in thing ? Promise.resolve(null) : right.mergeThing(transaction, thing, pulled);
      return { mergeThing: broken };
    },
    noticedBy: "the undo of a tick whose answer was lost travels",
  },
  {
    name: "stamps of the future stay",
    module: "./restamp",
    breakIt: () => {
      const broken: typeof restampAhead = () => Promise.resolve({ ok: true, value: null });
      return { restampAhead: broken };
    },
    noticedBy: "edits of a clock a year ahead arrive under new stamps, and the screens follow",
  },
  {
    name: "a clock ignores everything that it sees",
    module: "../core/clock",
    breakIt: (original) => {
      const right = original as { createStampClock: typeof createStampClock };
      const broken: typeof createStampClock = (now, mint) => ({
        ...right.createStampClock(now, mint),
        observe: () => undefined,
        correct: () => undefined,
      });
      return { createStampClock: broken };
    },
    noticedBy: "an edit of a clock a year behind beats what its author has seen",
  },
  {
    name: "sealed words stay what they first were",
    module: "../db/sealed",
    breakIt: (original) => {
      const right = original as { keepSealed: typeof keepSealed };
      const broken: typeof keepSealed = async (transaction, things) => {
        const keys = await transaction.objectStore("sealed").getAllKeys();
        const known = new Set(keys.map(([, id]) => id));
        await right.keepSealed(
          transaction,
          things.filter(({ id }) => !known.has(id)),
        );
      };
      return { keepSealed: broken };
    },
    noticedBy: "of two names given offline the later one stands on both",
  },
  {
    name: "words are opened for another place",
    module: "./wire",
    breakIt: (original) => {
      const right = original as { openWords: typeof openWords };
      const broken: typeof openWords = ({ ring }, thing) =>
        right.openWords({ ring, account: "0".repeat(32) }, thing);
      return { openWords: broken };
    },
    noticedBy: "a tick arrives on the other device, its note opened",
  },
  {
    name: "what is encrypted again is not offered",
    module: "../db/outbox",
    breakIt: () => ({ markAgain: () => Promise.resolve() }),
    noticedBy: "everything is encrypted again, and the other device reads it after its unlock",
  },
  {
    name: "what waited for a key goes on waiting",
    module: "../db/outbox",
    breakIt: () => ({ releaseForKey: () => Promise.resolve() }),
    noticedBy:
      "what was written offline under the old key waits, arrives after the unlock, and wins",
  },
  {
    name: "a key that was asked for is forgotten",
    module: "../db/keys",
    breakIt: () => ({ adoptPending: () => Promise.resolve() }),
    noticedBy: "killed after the request, a device finds that the key is its own",
  },
  {
    name: "replaced keys are not held",
    module: "../crypto/key-ring",
    breakIt: () => ({ openRetired: () => Promise.resolve([]) }),
    noticedBy: "a key that was changed twice opens what is under each",
  },
];
