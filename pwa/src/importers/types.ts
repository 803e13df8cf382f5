/** What a file of another app, or of Kept, turns into before anything of it is used. */
import type { LocalDate } from "../core/dates";
import type { Result } from "../core/result";
import type { FileProblem } from "../model/check-portable-file";
import type { EntryKind, Fact } from "../model/facts";
import type { Hue } from "../model/glyphs";
import type { Plan } from "../model/habits";
import type { LeftOut } from "../model/left-out";
import type { StoredRecord } from "../model/registers";

export type Source = "kept" | "loop-csv" | "loop-db" | "beaver";

/** Something of a habit that Kept has no place for, or takes in another shape. */
export interface ImportNote {
  readonly type:
    | "colour"
    | "frequency"
    | "left-out"
    | "measured"
    | "newest-days"
    | "period-total"
    | "question"
    | "reminder"
    | "shortened"
    | "tags";
  readonly habit: string;
}

/** Apps whose files are known by sight, and cannot be read yet. */
export type OtherApp =
  | "Apple Health"
  | "HabitBull"
  | "HabitKit"
  | "HabitShare"
  | "HabitTrove"
  | "Habo"
  | "OpenHabitTracker"
  | "Rewire"
  | "Streaks"
  | "Tickmate"
  | "mhabit";

export interface Imported {
  readonly source: Source;
  readonly records: readonly StoredRecord[];
  readonly facts: readonly Fact[];
  readonly notes: readonly ImportNote[];
  readonly leftOut: LeftOut;
}

export type ImportProblem =
  | FileProblem
  | { readonly type: "not-yet"; readonly app: OtherApp }
  /** What reads such a file is not on this device yet, and the network is away. */
  | { readonly type: "needs-network" }
  /** The reader itself could not run here. */
  | { readonly type: "no-reader" };

/** What a reader may not ask by itself. */
export interface ImportMoment {
  /** The first day of a habit that has no day yet. */
  readonly today: LocalDate;
  /** Habits that come are sorted after all that are here; in milliseconds since 1970. */
  readonly nowMs: number;
}

export type ReadImport = (
  bytes: Uint8Array<ArrayBuffer>,
  moment: ImportMoment,
) => Promise<Result<Imported, ImportProblem>>;

/** One day of a habit elsewhere, in our words. */
export interface ForeignDay {
  readonly on: LocalDate;
  readonly kind: EntryKind;
  readonly amount: number;
  readonly note: string;
}

/** A habit elsewhere, in our words; its texts are not cleaned yet. */
export interface ForeignHabit {
  /** What tells it from all others of its app, now and in a later backup. */
  readonly key: string;
  readonly name: string;
  readonly unit: string;
  readonly hue: Hue;
  readonly isArchived: boolean;
  readonly plan: Omit<Plan, "from">;
  readonly days: readonly ForeignDay[];
  readonly notes: readonly ImportNote["type"][];
}
