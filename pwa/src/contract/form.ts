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
