/** The address of a request: the path of the document with its parameters filled in. */

export interface Parameters {
  readonly path?: Readonly<Record<string, string>>;
}

/** Parameters are filled in as text that cannot leave its place. */
export const addressOf = (template: string, { path = {} }: Parameters): string =>
  template.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(path[name] ?? ""));
