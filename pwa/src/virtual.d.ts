declare module "virtual:practices" {
  /** Address of the whole library (a Library as JSON). */
  export const libraryUrl: string;
  /** What the first screen suggests. */
  // eslint-disable-next-line @typescript-eslint/consistent-type-imports -- a module declaration takes no import
  export const suggested: readonly import("./model/practices").Suggestion[];
}
