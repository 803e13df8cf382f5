/** The address of a request: the path of the document with its parameters filled in. */

export interface Parameters {
  readonly path?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
}

/** Parameters are filled in as text that cannot leave its place. */
export function addressOf(template: string, { path = {}, query = {} }: Parameters): string {
  const address = template.replace(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(path[name] ?? ""),
  );
  const asked = new URLSearchParams(query).toString();
  return asked === "" ? address : `${address}?${asked}`;
}
