/** Types of values, derived from their forms. */
import type { FORMS } from "./forms";

/** The type of a value that has the form of this name. */
export type ValueOf<Name extends string> = Name extends `${infer Base}?`
  ? ValueOf<Base> | null
  : Name extends keyof typeof FORMS
    ? Described<(typeof FORMS)[Name]>
    : never;

type Described<Its> = Its extends string
  ? ValueOf<Its>
  : Its extends { readonly boolean: true }
    ? boolean
    : Its extends { readonly whole: unknown } | { readonly number: unknown }
      ? number
      : Its extends { readonly one_of: readonly (infer Word)[] }
        ? Word
        : Its extends { readonly members: infer Members }
          ? { readonly [Member in keyof Members]: Described<Members[Member]> }
          : string;
