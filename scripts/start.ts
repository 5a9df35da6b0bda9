import type { ChildProcess } from "node:child_process";
import { type Api, apiAt } from "./api.ts";
import { EXIT_USAGE, fail, messageOf, readFlags, shellWord } from "./command-line.ts";
import { loadDemo } from "./demo.ts";
import { DEMO_TOKEN, openLocalDatabase, type SiteState } from "./local-database.ts";
import { dropTokens, mintToken } from "./mint-token.ts";
import { isFree, serve, stop, untilHealthy } from "./server.ts";

const USAGE = "npm start -- [--port N] [--persist-to DIR] [--empty]";
const TOKEN_LIFE_MS = 3_600_000;
const PARENT_POLL_MS = 500;
const MINUTE_MS = 60_000;
const URL_TOKEN = "npm-start";
/** The local edge purges as often as it is asked: a hundred times a second, not the platform's five times a minute. */
const PURGES_A_MINUTE = "6000";
const HANDED_ON = [
  "SITE_URL",
  "DATELINE_KEY",
  "DATELINE_KEY_BEFORE",
  "DATELINE_DEBUG",
  "DATELINE_PROBE",
  "PURGES_A_MINUTE",
  "ALLOW_PRIVATE_WEBHOOKS",
  "TURNSTILE_SECRET",
  "MODERATION_URL",
  "MODERATION_SECRET",
  "TURNSTILE_URL",
];

const flags = readFlags(
  {
    port: { type: "string", default: "8787" },
    "persist-to": { type: "string" },
    empty: { type: "boolean", default: false },
  },
  USAGE,
);
const port = Number(flags.port);
const origin = `http://localhost:${port}`;
const place = { isRemote: false, persistTo: flags["persist-to"] };
let server: ChildProcess | undefined;
let isStopping = false;

async function start(): Promise<void> {
  if (!/^\d{1,5}$/.test(flags.port) || port < 1 || port > 65_535)
    fail(`--port "${flags.port}" is no port.\nUsage: ${USAGE}`, EXIT_USAGE);
  if (!(await isFree(port)))
    fail(`Port ${port} is in use. Stop what runs there, or choose another: npm start -- --port ${port + 1}`);
  const state = await openLocalDatabase(place);
  server = serve({ port, persistTo: place.persistTo, vars: varsOf(process.env) });
  server.once("exit", () => isStopping || fail("The site has stopped."));
  const chores = choresFor(state);
  const [api] = await Promise.all([publisher(chores), untilHealthy(origin, server)]);
  await furnish(chores, api);
  announce();
  keepMinutes();
}

/** Cron does not fire by itself here. It begins at once, with what was left undone when the site last stopped. */
function keepMinutes(): void {
  const run = () => void fetch(`${origin}/cdn-cgi/handler/scheduled`).catch(() => undefined);
  run();
  setInterval(run, MINUTE_MS).unref();
}

function varsOf(env: NodeJS.ProcessEnv): Record<string, string> {
  const given = HANDED_ON.flatMap((name) => (env[name] ? [[name, env[name]]] : []));
  return { SITE_URL: origin, PURGES_A_MINUTE, ...Object.fromEntries(given) };
}

interface Chores {
  fill: boolean;
  move: boolean;
  /** Of the token that they need. */
  id: string;
}

/** An empty site gets the demo; one that last ran elsewhere learns its address. */
function choresFor({ needsDemo, url }: SiteState): Chores {
  const fill = needsDemo && !flags.empty;
  const move = url !== null && url !== origin && !process.env.SITE_URL;
  return { fill, move, id: fill ? DEMO_TOKEN : URL_TOKEN };
}

/** The API for a publisher of an hour, where there is anything to do. */
async function publisher({ fill, move, id }: Chores): Promise<Api | undefined> {
  if (!fill && !move) return undefined;
  const expiresAt = Date.now() + TOKEN_LIFE_MS;
  return apiAt(origin, await mintToken(place, { id, name: id, role: "publisher", expiresAt }));
}

async function furnish(chores: Chores, api: Api | undefined): Promise<void> {
  if (!api) return;
  if (chores.move) await api("PATCH", "/site", { json: { url: origin } });
  if (chores.fill) await fill(api);
  await dropTokens(place, [chores.id]);
}

async function fill(api: Api): Promise<void> {
  const line = (done: number, all: number) => `Filling the site with demo stories … ${done}/${all}`;
  let last = "";
  await loadDemo({ api, origin }, (done, all) => {
    last = line(done, all);
    if (process.stdout.isTTY) process.stdout.write(`\r${last}`);
  });
  console.log(process.stdout.isTTY ? "" : last);
}

function announce(): void {
  const where = place.persistTo === undefined ? "" : ` --persist-to ${shellWord(place.persistTo)}`;
  console.log(`
  Dateline is at ${origin}

  Its desk is at ${origin}/desk
  A token for desk and API:  npm run token -- --name you --role publisher${where}
  Stop it with Ctrl-C.
`);
}

async function end(code: number): Promise<void> {
  if (isStopping) return;
  isStopping = true;
  if (server) await stop(server);
  process.exit(code);
}

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => end(0));
// npm killed outright can't tell us; then this process has another parent.
const parent = process.ppid;
if (process.env.npm_lifecycle_event)
  setInterval(() => process.ppid === parent || end(0), PARENT_POLL_MS).unref();

try {
  await start();
} catch (error) {
  console.error(messageOf(error));
  await end(1);
}
