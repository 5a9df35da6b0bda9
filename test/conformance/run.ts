import { type Check, Mismatch, Skipped } from "./check.ts";
import { CHECKS } from "./checks.ts";
import { Site } from "./site.ts";

export interface Result {
  part: string;
  title: string;
  outcome: "ok" | "FAIL" | "skip";
  /** Expected and got, or why it was skipped. */
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
  /** Given one line at a time. */
  print?: (line: string) => void;
}

/** Holds a running site against the contract, purely by HTTP, one check after the other. */
export async function runConformance({ url, token, print = console.log }: Run): Promise<Summary> {
  const whyNoToken = await refuseToken(new Site(url, token));
  const site = new Site(url, whyNoToken ? undefined : token);
  print(opening(site, whyNoToken));
  const results: Result[] = [];
  try {
    for (const check of CHECKS) {
      const isOut = check.needs === "token" && whyNoToken;
      const result = isOut ? resultOf(check, "skip", whyNoToken) : await perform(check, site);
      results.push(result);
      print(lineOf(result));
    }
  } finally {
    if (!whyNoToken) print(`Cleaned up: ${await cleanUp(site).catch(String)}.`);
  }
  const count = (outcome: Result["outcome"]) => results.filter((result) => result.outcome === outcome).length;
  const [passed, failed, skipped] = [count("ok"), count("FAIL"), count("skip")];
  print(`${passed} passed, ${failed} failed, ${skipped} skipped`);
  return { url: site.origin, passed, failed, skipped, requests: site.answers.length, results };
}

/** Why the checks that write can't run; undefined where they can. */
async function refuseToken(site: Site): Promise<string | undefined> {
  if (!site.token) return "needs --token";
  const role = await site.role();
  if (role === "publisher") return undefined;
  return role ? `needs a publisher's token, this is ${role}'s` : "the token is not known here";
}

async function cleanUp(site: Site): Promise<string> {
  await site.commenter.cleanUp();
  return await site.newsroom.cleanUp();
}

function opening(site: Site, whyNoToken: string | undefined): string {
  const promise = whyNoToken
    ? `read only (${whyNoToken})`
    : `it makes the section, authors and articles ${site.newsroom.name}, comments on them, and withdraws them at the end`;
  return `Dateline contract version 1 at ${site.origin}: ${promise}.`;
}

async function perform(check: Check, site: Site): Promise<Result> {
  try {
    await check.run(site);
    return resultOf(check, "ok");
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
