/** What the server's document says of each request (schema.d.ts, made from /api/openapi.json). */
import type * as v from "valibot";
import type { paths } from "./schema";

export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

type Operation<M extends Method, Path extends keyof paths> = NonNullable<paths[Path][Lowercase<M>]>;

/** The paths that take a method; parameters stand in braces. */
export type PathOf<M extends Method> = {
  [Path in keyof paths]: [Operation<M, Path>] extends [never] ? never : Path;
}[keyof paths];

/** What is sent as JSON; never where nothing is. */
export type BodyOf<M extends Method, Path extends PathOf<M>> =
  Operation<M, Path> extends { requestBody: { content: { "application/json": infer Body } } }
    ? Body
    : never;

/** What is answered where all is well; null where nothing is. */
export type AnswerOf<M extends Method, Path extends PathOf<M>> =
  Operation<M, Path> extends { responses: infer Responses } ? Success<Responses> : never;

type Success<Responses> = {
  [Status in keyof Responses]: `${Exclude<Status, symbol>}` extends `2${string}`
    ? Responses[Status] extends { content: { "application/json": infer Answer } }
      ? Answer
      : null
    : never;
}[keyof Responses];

/** What goes along with a request: all that its path asks for, and nothing else. */
export type Sent<M extends Method, Path extends PathOf<M>> = Part<"body", BodyOf<M, Path>> &
  Part<"path", PathParametersOf<M, Path>>;

/** Where everything may be left out, all of it may. */
export type Asked<All> = object extends All ? [asked?: All] : [asked: All];

type Part<Name extends string, Value> = [Value] extends [never]
  ? Readonly<Partial<Record<Name, never>>>
  : Readonly<Record<Name, Value>>;

type PathParametersOf<M extends Method, Path extends PathOf<M>> =
  Operation<M, Path> extends { parameters: { path?: infer Parameters } }
    ? NonNullable<Parameters>
    : never;

/** The schema itself; no schema at all where it refuses something that the document allows. */
export type Accepts<Schema extends v.GenericSchema, Wire> = [Wire] extends [v.InferInput<Schema>]
  ? Schema
  : { readonly "refuses what the document allows": Wire };
