/** A device's way to the server: its own cookies, and whatever may befall a request on it. */
import { AsyncLocalStorage } from "node:async_hooks";
import type { KeptServer } from "./kept-server";

/** What becomes of one request; `deliver` brings it to the server and gives its answer. */
export type Way = (deliver: () => Promise<Response>) => Promise<Response>;

export interface Line {
  readonly server: KeptServer;
  /** The address its requests come from. */
  readonly from: string;
  readonly cookies: Map<string, string>;
  /** The ways of the next requests; one that finds none here is delivered plainly. */
  readonly ways: Way[];
  /** The bodies of all requests so far, whether or not they were delivered. */
  readonly bodies: string[];
}

export const createLine = (
  server: KeptServer,
  cookies: ReadonlyMap<string, string> = new Map(),
): Line => ({
  server,
  from: `10.${byte()}.${byte()}.${byte()}`,
  cookies: new Map(cookies),
  ways: [],
  bodies: [],
});

const byte = (): number => Math.floor(Math.random() * 256);

const lines = new AsyncLocalStorage<Line>();
const fetchPlainly = globalThis.fetch;

globalThis.fetch = (address, settings) => {
  const line = lines.getStore();
  if (line === undefined) return fetchPlainly(address, settings);
  const body = typeof settings?.body === "string" ? settings.body : null;
  line.bodies.push(body ?? "");
  const way = line.ways.shift() ?? ways.plain;
  return way(() => deliver(line, address as string, settings?.method ?? "GET", body));
};

/** Every `fetch` within `run` goes along this line. */
export const along = <Value>(line: Line, run: () => Promise<Value>): Promise<Value> =>
  lines.run(line, run);

/** As the app's own page would ask; Node says nothing of its site, so the origin speaks. */
async function deliver(
  { server, from, cookies }: Line,
  path: string,
  method: string,
  body: string | null,
): Promise<Response> {
  const response = await fetchPlainly(server.address + path, {
    method,
    body,
    headers: {
      "Content-Type": "application/json",
      Origin: server.publicUrl,
      Cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join("; "),
      "X-Forwarded-For": from,
    },
  });
  for (const cookie of response.headers.getSetCookie()) {
    const [name = "", value = ""] = (cookie.split(";")[0] ?? "").split("=");
    cookies.set(name, value);
  }
  return response;
}

const lost = (): Promise<never> => Promise.reject(new TypeError("fetch failed"));

const respond = (status: number, body: string): Response =>
  new Response(body, { status, headers: { "Content-Type": "application/json" } });

/** What was answered, made into something else. */
const garbled =
  (garble: (text: string) => string): Way =>
  async (deliverIt) => {
    const response = await deliverIt();
    return respond(response.status, garble(await response.text()));
  };

const withMember = (name: string, value: unknown): Way =>
  garbled((text) => JSON.stringify({ ...(JSON.parse(text) as object), [name]: value }));

export const ways = {
  plain: (deliverIt) => deliverIt(),
  notSent: lost,
  answerLost: async (deliverIt) => {
    await deliverIt();
    return lost();
  },
  twice: async (deliverIt) => {
    await deliverIt();
    return deliverIt();
  },
  faultBefore: () => Promise.resolve(respond(500, "")),
  faultAfter: async (deliverIt) => {
    await deliverIt();
    return respond(502, "<html>Bad gateway</html>");
  },
  signedOut: () => Promise.resolve(respond(401, '{"code":"signed_out"}')),
  html: garbled(() => "<!doctype html><title>Welcome to the hotel</title>"),
  truncated: garbled((text) => text.slice(0, text.length / 2)),
  empty: garbled(() => ""),
  textCursor: withMember("cursor", "12"),
  negativeCursor: withMember("cursor", -1),
  resultsOfNoStatus: withMember("results", [{ type: "habit", id: "h", status: "fine" }]),
  recordsOfNoStamp: withMember("records", [{ type: "habit", id: "h", fields: { name: ["A", 1] } }]),
  noEpoch: withMember("epoch", null),
  resultsOfOthers: withMember("results", [{ type: "habit", id: "another", status: "applied" }]),
} satisfies Record<string, Way>;

/** All that can befall one request without the server being wrong about it. */
export const BAD_WAYS = (Object.keys(ways) as (keyof typeof ways)[]).filter(
  (name) => name !== "plain",
);
