/**
 * The lock of the app on one device (CR-17): what a PIN must be, how long to wait after wrong ones, and how long
 * an unlocked app may lie in the background. Times are milliseconds of the device's own clock.
 */

export interface PinProof {
  readonly salt: Uint8Array<ArrayBuffer>;
  readonly rounds: number;
  /** What the PIN is stretched to; the PIN itself is nowhere. */
  readonly proof: Uint8Array<ArrayBuffer>;
}

/** A credential of this device alone: no server knows of it. */
export interface Passkey {
  readonly id: Uint8Array<ArrayBuffer>;
  /** SubjectPublicKeyInfo. */
  readonly publicKey: Uint8Array<ArrayBuffer>;
  /** Of the COSE registry. */
  readonly algorithm: number;
}

export interface Lock {
  readonly pin: PinProof;
  readonly passkey: Passkey | null;
  /** How long the app may be out of sight before it locks; 0: not at all. */
  readonly afterSeconds: number;
  /** Reflections ask once more, though the app is open. */
  readonly asksForReflections: boolean;
}

/** What this device does against eyes that are not its person's. */
export interface Guard {
  /** Blank in the list of open apps; always so while there is a lock. */
  readonly isBlank: boolean;
  readonly lock: Lock | null;
}

export interface Tries {
  /** Wrong in a row; one that is being looked at counts until it is found right. */
  readonly wrong: number;
  readonly lastAt: number;
}

export type PinProblem = "not-digits" | "too-short" | "too-long" | "too-simple";

export const NO_GUARD: Guard = { isBlank: false, lock: null };
export const NO_TRIES: Tries = { wrong: 0, lastAt: 0 };

export const MIN_DIGITS = 6;
export const MAX_DIGITS = 16;
export const AFTER_SECONDS = [0, 60, 300, 900] as const;
const USUAL_AFTER_SECONDS = 60;

/** Typing errors are not punished. */
const FREE_TRIES = 5;
const FIRST_WAIT_MS = 30_000;
const LONGEST_WAIT_MS = 15 * 60_000;

export const createLock = (pin: PinProof): Lock => ({
  pin,
  passkey: null,
  afterSeconds: USUAL_AFTER_SECONDS,
  asksForReflections: false,
});

/** Why this cannot be a new PIN, or null when it can. */
export function pinProblem(pin: string): PinProblem | null {
  if (!/^\d*$/.test(pin)) return "not-digits";
  if (pin.length < MIN_DIGITS) return "too-short";
  if (pin.length > MAX_DIGITS) return "too-long";
  return isRun(pin) ? "too-simple" : null;
}

/** One digit again and again, or counted up or down: what everybody tries first. */
function isRun(pin: string): boolean {
  const digits = Array.from(pin, Number);
  const steps = digits.slice(1).map((digit, index) => digit - (digits[index] ?? 0));
  const [first = 0] = steps;
  return Math.abs(first) <= 1 && steps.every((step) => step === first);
}

/** How long to wait after so many wrong tries in a row: twice as long after each, up to a quarter of an hour. */
export const waitAfterMs = (wrong: number): number =>
  wrong < FREE_TRIES ? 0 : Math.min(FIRST_WAIT_MS * 2 ** (wrong - FREE_TRIES), LONGEST_WAIT_MS);

/** What is left of the wait. A clock that was set back shortens nothing: the wait is whole again. */
export function waitLeftMs({ wrong, lastAt }: Tries, now: number): number {
  const elapsedMs = Math.max(0, now - lastAt);
  return Math.max(0, waitAfterMs(wrong) - elapsedMs);
}

/** Whether an app that was last in sight then is still open; null: it was locked. A clock that was set back locks. */
export const isStillOpen = (seenAt: number | null, afterSeconds: number, now: number): boolean =>
  seenAt !== null && now >= seenAt && now - seenAt < afterSeconds * 1_000;
