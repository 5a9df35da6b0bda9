import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { query, type Row } from "../../scripts/database.ts";
import { mintToken } from "../../scripts/mint-token.ts";
import { ROOT } from "../../scripts/run.ts";
import { isFree } from "../../scripts/server.ts";
import { type Answer, type Asked, Client } from "./client.ts";
import { isAnyAlive, killTree } from "./tree.ts";

const READY = "Dateline is at";
const START_TIMEOUT_MS = 90_000;
const STOP_TIMEOUT_MS = 10_000;
const POLL_MS = 50;
const KEPT_CHARS = 4_000;

/** The site as `npm start -- --empty` runs it, in a folder of its own. It can be killed and started again. */
export class Site {
  readonly port: number;
  readonly origin: string;
  readonly folder = mkdtempSync(join(tmpdir(), "dateline-soak-"));
  readonly #client: Client;
  #child: ChildProcess | undefined;
  #token = "";
  #output = "";

  constructor(port: number) {
    this.port = port;
    this.origin = `http://localhost:${port}`;
    this.#client = new Client(port);
  }

  /** Starts it, on the state that is there. The first time a publisher's token is made. */
  async start(environment: Record<string, string> = {}): Promise<void> {
    const flags = ["--port", String(this.port), "--persist-to", this.folder, "--empty"];
    const child = spawn(process.execPath, [join(ROOT, "scripts/start.ts"), ...flags], {
      cwd: ROOT,
      // A group of its own, for Ctrl-C is ours to handle; under this name it ends by itself when we are killed.
      detached: true,
      // Without the looks behind a write, which would warm the pages that readers are to find cold.
      env: {
        ...process.env,
        SITE_URL: this.origin,
        DATELINE_PROBE: "0",
        npm_lifecycle_event: "soak",
        ...environment,
      },
      stdio: ["ignore", "pipe", "pipe"],
    });
    this.#child = child;
    this.#output = "";
    for (const stream of [child.stdout, child.stderr])
      stream.on("data", (text: Buffer) => {
        this.#output = (this.#output + text.toString()).slice(-KEPT_CHARS);
      });
    await untilReady(child, () => this.#output);
    this.#token ||= await mintToken(this.#place, { name: "soak", role: "publisher", expiresAt: null });
  }

  ask(path: string, asked?: Asked): Promise<Answer> {
    return this.#client.ask(path, asked);
  }

  /** A request below /api/v1 by a publisher. */
  api(path: string, asked: Asked = {}): Promise<Answer> {
    const headers = { Authorization: `Bearer ${this.#token}`, ...asked.headers };
    return this.#client.ask(`/api/v1${path}`, { ...asked, headers });
  }

  /** The rows of one statement, read from the D1 file by wrangler. */
  query(sql: string): Promise<Row[]> {
    return query(this.#place, sql);
  }

  /** The end of what it printed since it was last started. */
  get lastWords(): string {
    return this.#output.split(READY).at(-1)?.trim() ?? "";
  }

  /** `kill -9` of the whole tree at once. Gives the number of processes killed, when they are gone. */
  async kill(): Promise<number> {
    const killed = this.killNow();
    this.#client.reset();
    while (isAnyAlive(killed) || !(await isFree(this.port))) await delay(POLL_MS);
    return killed.length;
  }

  /** Ends it and starts it again in this environment. */
  async restart(environment: Record<string, string> = {}): Promise<void> {
    await this.kill();
    await this.start(environment);
  }

  /** The same without waiting, for the end of this process. */
  killNow(): number[] {
    const pid = this.#child?.pid;
    this.#child = undefined;
    return pid === undefined ? [] : killTree(pid);
  }

  /** Ends it politely, else by force, and removes its folder. */
  async stop(): Promise<void> {
    const child = this.#child;
    if (child && child.exitCode === null && child.signalCode === null) {
      child.kill("SIGTERM");
      await Promise.race([once(child, "exit"), delay(STOP_TIMEOUT_MS, undefined, { ref: false })]);
    }
    this.killNow();
    this.#client.reset();
    this.removeFolder();
  }

  removeFolder(): void {
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 5 });
  }

  get #place() {
    return { isRemote: false, persistTo: this.folder };
  }
}

async function untilReady(child: ChildProcess, output: () => string): Promise<void> {
  const deadline = Date.now() + START_TIMEOUT_MS;
  while (!output().includes(READY)) {
    const isGone = child.exitCode !== null || child.signalCode !== null;
    if (isGone || Date.now() > deadline) throw new Error(`The site did not start:\n${output()}`);
    await delay(POLL_MS);
  }
}
