/** The real server in a process of its own, with its data in a folder of the test. */
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { cpSync, existsSync, mkdtempSync, openSync, readFileSync, rmSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";

export interface KeptServer {
  /** Where its requests go. */
  readonly address: string;
  /** What its pages call themselves. */
  readonly publicUrl: string;
  readonly start: () => Promise<void>;
  readonly stop: () => Promise<void>;
  /** Stop it and remove its data. */
  readonly end: () => Promise<void>;
  /** Copy the data away, or back; only while it is stopped. */
  readonly copyData: (from: "data" | "backup", to: "data" | "backup") => void;
  /** Run SQL on its database; only while it is stopped. */
  readonly runSql: (statement: string) => Promise<void>;
}

const BIN = fileURLToPath(new URL("../../../.venv/bin/", import.meta.url));
const START_SECONDS = 30;
/** Once nobody holds its input any more, however that came about, the server is stopped; it may also end by itself. */
const UNTIL_INPUT_ENDS =
  'exec 3<&0; "$0" serve </dev/null 3<&- & kept=$!; ' +
  '(read -r _ <&3; kill -QUIT "$kept" 2>/dev/null) & wait "$kept"';
const RUN_SQL =
  "import sqlite3, sys; c = sqlite3.connect(sys.argv[1]); c.execute(sys.argv[2]); c.commit()";

/** A server on a free port, started. */
export async function startKept(): Promise<KeptServer> {
  if (!existsSync(`${BIN}kept`)) {
    throw new Error(`There is no ${BIN}kept: run \`make .make/python-dev\` first.`);
  }
  const folder = mkdtempSync(join(tmpdir(), "kept-test-"));
  const port = await freePort();
  const address = `http://127.0.0.1:${port}`;
  let running: ChildProcess | null = null;

  const start = async (): Promise<void> => {
    running = launch(folder, port);
    await untilItAnswers(address, running, folder);
  };
  const stop = async (): Promise<void> => {
    const stopping = running;
    running = null;
    if (stopping?.exitCode !== null) return;
    stopping.stdin?.end();
    await once(stopping, "exit");
  };
  const end = async (): Promise<void> => {
    await stop();
    rmSync(folder, { recursive: true, force: true });
  };
  const copyData: KeptServer["copyData"] = (from, to) => {
    rmSync(join(folder, to), { recursive: true, force: true });
    cpSync(join(folder, from), join(folder, to), { recursive: true });
  };
  const runSql = async (statement: string): Promise<void> => {
    const database = join(folder, "data", "kept.db");
    const process = spawn(`${BIN}python`, ["-c", RUN_SQL, database, statement]);
    const [code] = (await once(process, "exit")) as [number];
    if (code !== 0) throw new Error(`This did not run: ${statement}`);
  };

  try {
    await start();
  } catch (error) {
    await end();
    throw error;
  }
  return {
    address,
    publicUrl: `http://localhost:${port}`,
    start,
    stop,
    end,
    copyData,
    runSql,
  };
}

function launch(folder: string, port: number): ChildProcess {
  const output = openSync(join(folder, "output.txt"), "a");
  return spawn("sh", ["-c", UNTIL_INPUT_ENDS, `${BIN}kept`], {
    cwd: folder,
    stdio: ["pipe", output, output],
    env: {
      PATH: process.env["PATH"],
      DATA_DIR: join(folder, "data"),
      // No page is asked for.
      APP_DIR: folder,
      PORT: String(port),
      PUBLIC_URL: `http://localhost:${port}`,
      SIGNUP: "open",
      // Each account of the tests comes from an address of its own: none is one too many.
      TRUSTED_PROXIES: "1",
    },
  });
}

async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}

async function untilItAnswers(address: string, process: ChildProcess, folder: string) {
  const endsAt = Date.now() + START_SECONDS * 1_000;
  while (Date.now() < endsAt && process.exitCode === null) {
    try {
      if ((await fetch(`${address}/healthz`)).ok) return;
    } catch {
      // Not listening yet.
    }
    await wait(50);
  }
  throw new Error(`kept serve did not start:\n${readFileSync(join(folder, "output.txt"), "utf8")}`);
}
