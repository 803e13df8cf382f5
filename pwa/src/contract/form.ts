import type { FORMS } from "./forms";

/** How contract/forms.toml describes what a value looks like; limits stand in the place of their names. */
export type Form =
  | string
  | { readonly pattern: RegExp }
  | { readonly dates: readonly [first: string, last: string] }
  | { readonly whole: readonly [least: number, most: number] }
  | { readonly number: readonly [least: number, most: number] }
  | { readonly boolean: true }
  | { readonly characters: number }
  | { readonly one_of: readonly string[] }
  | { readonly list_of: Form; readonly length: readonly [least: number, most: number] }
  | { readonly members: Readonly<Record<string, Form>> }
  | { readonly any_of: readonly Form[] };

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
