/**
 * Stamps: a hybrid logical clock that orders the edits of all devices.
 *
 * A stamp is 32 lower-case hex characters, compared as text:
 *
 * | characters | part    | unit and limit                                     |
 * |------------|---------|----------------------------------------------------|
 * | 0–11       | time    | milliseconds since 1970 (enough until the year 10889) |
 * | 12–15      | counter | edits within one millisecond; an overflow borrows the next one |
 * | 16–31      | replica | 64 random bits, minted at every start of a page or worker |
 *
 * A replica is never resumed: a cloned or restored database cannot make two
 * different edits carry one stamp. A clock that is set back does not go back here:
 * time in a stamp only ever grows past what this replica has issued or seen.
 */
import { STAMP } from "../contract/forms";
import { mintReplica } from "./ids";

/** Milliseconds since 1970, UTC. Passed in, so that tests own the time. */
export type Now = () => number;

export type Stamp = string;

export interface StampClock {
  /** The replica that stamps are issued under now; a rewound device clock mints a new one. */
  readonly replica: () => string;
  /** A stamp larger than every stamp issued or observed before. */
  readonly issue: () => Stamp;
  /** Move past a stamp that was read, so that an edit beats what its author had seen. */
  readonly observe: (stamp: Stamp) => void;
  /** Follow the server's clock: it is this much ahead of the device's (behind: negative). */
  readonly correct: (offsetMs: number) => void;
  /**
   * Start again from the device's clock under a new replica, after a server said that stamps of this one
   * lie in the future. What was issued before must be stamped again.
   */
  readonly rewind: () => void;
}

const MAX_COUNTER = 0xffff;
const REWIND_TOLERANCE_MS = 60_000;

const toHex = (value: number, width: number): string => value.toString(16).padStart(width, "0");

export const isStamp = (text: string): boolean => STAMP.test(text);

/** The instant within a stamp, in milliseconds since 1970. */
export const stampToMs = (stamp: Stamp): number => Number.parseInt(stamp.slice(0, 12), 16);

export function createStampClock(now: Now, mint: () => string = mintReplica): StampClock {
  let replica = mint();
  let timeMs = 0;
  let counter = 0;
  let wallMs = now();
  let offsetMs = 0;

  const followWall = (): void => {
    const current = now();
    if (current < wallMs - REWIND_TOLERANCE_MS) replica = mint();
    wallMs = current;
    if (current + offsetMs > timeMs) {
      timeMs = current + offsetMs;
      counter = -1;
    }
  };

  const step = (): void => {
    counter += 1;
    if (counter <= MAX_COUNTER) return;
    timeMs += 1;
    counter = 0;
  };

  return {
    replica: () => replica,
    issue: () => {
      followWall();
      step();
      return toHex(timeMs, 12) + toHex(counter, 4) + replica;
    },
    observe: (stamp) => {
      const seenMs = stampToMs(stamp);
      const seenCounter = Number.parseInt(stamp.slice(12, 16), 16);
      if (seenMs < timeMs || (seenMs === timeMs && seenCounter <= counter)) return;
      timeMs = seenMs;
      counter = seenCounter;
    },
    correct: (aheadMs) => {
      offsetMs = aheadMs;
    },
    rewind: () => {
      replica = mint();
      timeMs = 0;
      counter = 0;
      wallMs = now();
    },
  };
}
