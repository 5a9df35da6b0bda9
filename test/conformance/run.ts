import { objectsIn } from "./answer.ts";
import { type Check, Mismatch, Skipped } from "./check.ts";
import { CHECKS } from "./checks.ts";
import { Site } from "./site.ts";

const QUIET_LOOKS = 20;
const QUIET_EVERY_MS = 1_000;

export interface Result {
  part: string;
  title: string;
  outcome: "ok" | "FAIL" | "skip";
  /** Expected and got, why it was skipped, or what was measured. */
  detail?: string;
}

export interface Summary {
  url: string;
  passed: number;
  failed: number;
  skipped: number;
  requests: number;
  results: Result[];
}

interface Run {
  url: string;
  /** A publisher's. */
  token?: string | undefined;
  /** Every line of the contract, unless told otherwise. */
  checks?: readonly Check[];
  /** Given one line at a time. */
  print?: (line: string) => void;
}

/**
 * Holds a running site against the contract, purely by HTTP, one check after the other.
 * Throws where the site is out of reach or the token is no publisher's: then nothing was checked.
 */
export async function runConformance({
  url,
  token,
  checks = CHECKS,
  print = console.log,
}: Run): Promise<Summary> {
  const site = new Site(url, token);
  await greet(site);
  print(opening(site));
  const results: Result[] = [];
  try {
    for (const check of checks) {
      const result = await perform(check, site);
      results.push(result);
      print(lineOf(result));
    }
  } finally {
    if (site.token) print(`Cleaned up: ${await cleanUp(site).catch(String)}.`);
  }
  const count = (outcome: Result["outcome"]) => results.filter((result) => result.outcome === outcome).length;
  const [passed, failed, skipped] = [count("ok"), count("FAIL"), count("skip")];
  print(`${passed} passed, ${failed} failed, ${skipped} skipped`);
  return { url: site.origin, passed, failed, skipped, requests: site.answers.length, results };
}

async function greet(site: Site): Promise<void> {
  await site.ask("/healthz");
  if (!site.token) return;
  const role = await site.role();
  if (role !== "publisher")
    throw new Error(`A publisher's token is needed; this one is ${role ?? "not known here"}.`);
  await untilQuiet(site);
}

/** What was changed just before is purged for a second time after 15 s: that is not to fall into the checks. */
async function untilQuiet(site: Site): Promise<void> {
  const isQuiet = async () => {
    const [queue] = objectsIn([(await site.api("/edge")).json().queue]);
    return queue?.repeats === 0;
  };
  for (let look = 0; look < QUIET_LOOKS && !(await isQuiet()); look++)
    await new Promise((resolve) => setTimeout(resolve, QUIET_EVERY_MS));
}

async function cleanUp(site: Site): Promise<string> {
  await site.commenter.cleanUp();
  const left = await site.newsroom.cleanUp();
  await site.wire.cleanUp();
  return left;
}

function opening({ origin, token, newsroom }: Site): string {
  const promise = token
    ? `it makes the section, authors, articles, sources and webhooks ${newsroom.name}, comments, and withdraws it all at the end`
    : "read only";
  return `Dateline contract version 1 at ${origin}: ${promise}.`;
}

async function perform(check: Check, site: Site): Promise<Result> {
  if (check.needs === "token" && !site.token) return resultOf(check, "skip", "needs --token");
  try {
    return resultOf(check, "ok", (await check.run(site)) ?? undefined);
  } catch (error) {
    if (error instanceof Skipped) return resultOf(check, "skip", error.message);
    if (error instanceof Mismatch) return resultOf(check, "FAIL", error.message);
    return resultOf(check, "FAIL", `the check itself broke: ${error instanceof Error ? error.stack : error}`);
  }
}

function resultOf({ part, title }: Check, outcome: Result["outcome"], detail?: string): Result {
  return { part, title, outcome, ...(detail === undefined ? {} : { detail }) };
}

function lineOf({ part, title, outcome, detail }: Result): string {
  return `${outcome.padEnd(4)} ${part} ${title}${detail === undefined ? "" : ` — ${detail}`}`;
}
