import { env } from "cloudflare:workers";
import type { Env, RingableClock } from "../../src/env.ts";

/** What befalls one call to a binding. */
export type Fate =
  | "works"
  /** It fails before anything is done. */
  | "refused"
  /** It is done, and then the answer is lost. */
  | "lost"
  /** The isolate dies before it, or behind it: nobody ever hears of it again. */
  | "dies before"
  | "dies behind"
  /** Others go first. */
  | "dawdles";

/** Decides what befalls the next call to a binding, such as "D1 batch". */
export type Fates = (call: string) => Fate;

const D1_LOST = "D1_ERROR: Network connection lost.";
const r2Lost = (call: string) => `${call}: We encountered an internal error. Please try again. (10001)`;

/** An isolate: once it is dead, no call of its comes through, and none is answered. */
export interface Life {
  isDead: () => boolean;
  die: () => void;
}
export const IMMORTAL: Life = { isDead: () => false, die: () => {} };

/** The bindings of the site, each call of which may fail, be lost, dawdle, or be its isolate's last. */
export function faulty(fates: Fates, life: Life = IMMORTAL): Env {
  const meet = <T>(name: string, message: string, call: () => Promise<T>) =>
    befall({ fate: fates(name), message, call, life });
  return {
    ...env,
    DB: faultyD1(env.DB, (call, work) => meet(`D1 ${call}`, D1_LOST, work)),
    MEDIA: faultyR2(env.MEDIA, (call, work) => meet(`R2 ${call}`, r2Lost(call), work)),
    LIFEBOAT: faultyR2(env.LIFEBOAT, (call, work) => meet(`R2 ${call}`, r2Lost(call), work)),
    CLOCK: faultyClock((work) => meet("clock ring", "Durable Object reset", work)),
  };
}

interface Meeting<T> {
  fate: Fate;
  message: string;
  call: () => Promise<T>;
  life: Life;
}

/** Makes a call as its fate has it. */
export async function befall<T>({ fate, message, call, life }: Meeting<T>): Promise<T> {
  if (life.isDead()) return await never();
  if (fate === "refused") throw new Error(message);
  if (fate === "dies before") life.die();
  if (fate === "dawdles") await scheduler.wait(1);
  if (life.isDead()) return await never();
  const result = await call();
  if (fate === "dies behind") life.die();
  if (life.isDead()) return await never();
  if (fate === "lost") throw new Error(message);
  return result;
}

function never(): Promise<never> {
  return new Promise(() => {});
}

type Meet = <T>(call: string, work: () => Promise<T>) => Promise<T>;

const REAL = Symbol("the statement itself");
type Wrapped = D1PreparedStatement & { [REAL]: D1PreparedStatement };

function faultyD1(real: D1Database, meet: Meet): D1Database {
  return {
    prepare: (sql: string) => faultyStatement(real.prepare(sql), meet),
    batch: (list: Wrapped[]) => meet("batch", () => real.batch(list.map((statement) => statement[REAL]))),
  } as unknown as D1Database;
}

function faultyStatement(real: D1PreparedStatement, meet: Meet): Wrapped {
  return {
    [REAL]: real,
    bind: (...values: unknown[]) => faultyStatement(real.bind(...values), meet),
    all: () => meet("all", () => real.all()),
    run: () => meet("run", () => real.run()),
    first: (column?: string) => meet("first", () => (column ? real.first(column) : real.first())),
    raw: (options?: { columnNames?: false }) => meet("raw", () => real.raw(options)),
  } as unknown as Wrapped;
}

const R2_CALLS = ["head", "get", "put", "delete", "list"] as const;

function faultyR2(real: R2Bucket, meet: Meet): R2Bucket {
  const calls = R2_CALLS.map((name) => {
    const call = real[name] as (...args: unknown[]) => Promise<unknown>;
    return [name, (...args: unknown[]) => meet(name, () => call.apply(real, args))];
  });
  return Object.fromEntries(calls) as R2Bucket;
}

function faultyClock(meet: (work: () => Promise<void>) => Promise<void>): Env["CLOCK"] {
  const getByName = (name: string) => ({
    ring: (at: number) => meet(() => env.CLOCK.getByName(name).ring(at)),
  });
  return { getByName } as unknown as DurableObjectNamespace<RingableClock>;
}

/** Every call to D1 fails. */
export const withoutD1: Fates = (call) => (call.startsWith("D1") ? "refused" : "works");
/** Every call to R2 fails. */
export const withoutR2: Fates = (call) => (call.startsWith("R2") ? "refused" : "works");
