import { jsonOf } from "./client.ts";
import { auditRevisions, readStored } from "./kill-audit.ts";
import { nothingYet } from "./kill-load.ts";
import { listed, must } from "./newsroom.ts";
import { untilTold } from "./outbox.ts";
import type { Report, Stage } from "./part.ts";
import type { Site } from "./site.ts";
import type { FailingReceiver } from "./wire-receiver.ts";
import { headlineOf, type Senders, type Sent } from "./wire-senders.ts";

interface Entry {
  source: string;
  deliveryId: string;
  outcome: string;
  article: string | null;
}

interface Told {
  id: string;
  type: string;
  timestamp: string;
  data: { article?: { id: string } };
}

interface Logged {
  id: string;
  status: string;
  event: { id: string };
  attempts: { status: number | null }[];
}

/** Each delivery that was acknowledged is in the inbox, once, and done. */
export async function auditInbox({ site, report }: Stage, { sources, taken }: Senders): Promise<void> {
  const entries: Entry[] = [];
  for (const source of sources)
    entries.push(...((await listed(site, `/inbox?source=${source}`)) as unknown as Entry[]));
  const byId = Map.groupBy(entries, ({ deliveryId }) => deliveryId);
  for (const [id, answered] of taken) {
    const found = byId.get(id) ?? [];
    report.expect(
      found.length === 1,
      "an acknowledged delivery is not there once",
      () => `${id}: ${found.length}`,
    );
    const outcome = found[0]?.outcome ?? "missing";
    const isDone = !["pending", "failed", "missing"].includes(outcome);
    report.expect(isDone, "an acknowledged delivery is not done", () => `${id}: ${answered}, ${outcome}`);
  }
  report.figure(`inbox: ${entries.length} entries of ${byId.size} deliveries`);
}

interface StoredStory {
  source: string;
  external: string;
  id: string;
  status: string;
  headline: string;
  revision: number;
}

/** What a story is at most when every version did something: made and published, changed, withdrawn, changed and published. */
const REVISIONS = [0, 2, 3, 4, 6];

/** Each story is there once, in the state of its newest version, and no verb was done twice. */
export async function auditStories({ site, report }: Stage, { deliveries }: Senders): Promise<void> {
  const stored = (await site.query(
    `SELECT source_name AS source, external_id AS external, id, status, headline, revision
     FROM articles WHERE external_id LIKE 'story-%'`,
  )) as unknown as StoredStory[];
  const found = Map.groupBy(stored, ({ external }) => external);
  const stories = Map.groupBy(deliveries, ({ externalId }) => externalId);
  for (const [externalId, versions] of stories) auditStory(report, versions, found.get(externalId) ?? []);
  report.figure(`${stories.size} stories, ${stored.length} articles of them`);
  auditRevisions(report, nothingYet(), await readStored(site));
}

function auditStory(report: Report, versions: Sent[], found: StoredStory[]): void {
  const newest = versions.toSorted((a, b) => b.version - a.version)[0];
  if (!newest) return;
  const [article] = found;
  const shown = () => `${newest.externalId} in ${newest.version}: ${JSON.stringify(found)}`;
  report.expect(found.length < 2, "a story is there twice", shown);
  if (newest.isWithdrawal) {
    // Where the withdrawal came first there never was an article.
    report.expect(!article || article.status === "withdrawn", "a withdrawn story is not withdrawn", shown);
  } else {
    report.expect(article?.status === "published", "a story is not published", shown);
    const headline = headlineOf(newest.externalId, newest.version);
    report.expect(article?.headline === headline, "a story is not in its newest version", shown);
  }
  const most = REVISIONS[newest.version] ?? 0;
  report.expect((article?.revision ?? 0) <= most, "something was done to a story twice", shown);
}

export async function eventsOf(site: Site): Promise<Told[]> {
  const told: Told[] = [];
  for (let after: unknown = ""; after !== null; ) {
    const from = after === "" ? "" : `&after=${encodeURIComponent(String(after))}`;
    const page = jsonOf(await must(200, site.api(`/events?limit=100${from}`)));
    told.push(...(page.items as Told[]));
    after = page.nextCursor;
  }
  return told;
}

interface Ears {
  receiver: FailingReceiver;
  /** Ids of events that happened before anybody listened. */
  before: Set<string>;
  /** Ids of events that were sent again. */
  repeated: Set<string>;
  webhook: string;
}

/** The receiver has every event at least once, rightly signed and in its order, and the log says so. */
export async function auditEvents({ site, report }: Stage, ears: Ears): Promise<void> {
  const { receiver, before, repeated, webhook } = ears;
  const all = await eventsOf(site);
  report.expect(new Set(all.map(({ id }) => id)).size === all.length, "an event stands there twice");
  const told = all.filter(({ id, type }) => !before.has(id) && type.startsWith("article."));
  for (const event of told) {
    const { id } = event;
    const calls = receiver.callsOf(id);
    report.expect(calls.length > 0, "the receiver lacks an event", () => `${event.type} ${id}`);
    report.expect(
      calls.every(({ isSigned }) => isSigned),
      "a call is not rightly signed",
      () => id,
    );
    const isOne = calls.every(({ body }) => isOf(body, event));
    report.expect(isOne, "a call tells of another event than its id", () => id);
  }
  const known = new Set(told.map(({ id }) => id));
  const strange = receiver.calls.find(({ id }) => !known.has(id));
  report.expect(strange === undefined, "the receiver has what did not happen", () => strange?.body ?? "");
  auditOrder(report, told, receiver);
  const log = (await listed(site, `/deliveries?webhook=${webhook}`)) as unknown as Logged[];
  auditLog(report, { told, repeated, log });
  const retried = log.filter(({ attempts }) => attempts.length > 1).length;
  report.figure(
    `${told.length} events, ${log.length} deliveries, ${retried} of them by more than one attempt; ` +
      `${receiver.calls.length - log.reduce((sum, { attempts }) => sum + attempts.length, 0)} calls that a kill kept out of the log`,
  );
}

/** The article may be told as it is read by now; the event stays the same. */
function isOf(body: string, { id, type, timestamp, data }: Told): boolean {
  const said = JSON.parse(body) as Told;
  const isSame = said.id === id && said.type === type && said.timestamp === timestamp;
  return isSame && said.data.article?.id === data.article?.id;
}

function auditOrder(report: Report, told: Told[], receiver: FailingReceiver): void {
  const place = new Map<string, number>();
  for (const [n, { id }] of receiver.calls.entries()) if (!place.has(id)) place.set(id, n);
  for (const [subject, events] of Map.groupBy(told, ({ data }) => data.article?.id)) {
    const places = events.map(({ id }) => place.get(id) ?? 0);
    const isInOrder = places.every((at, n) => n === 0 || at > (places[n - 1] ?? 0));
    report.expect(isInOrder, "the first attempts of one article came out of order", () => `${subject}`);
  }
}

interface Log {
  told: Told[];
  repeated: Set<string>;
  log: Logged[];
}

/** One delivery of each event, done; those that were sent again have another. */
function auditLog(report: Report, { told, repeated, log }: Log): void {
  const byEvent = Map.groupBy(log, ({ event }) => event.id);
  for (const { id } of told) {
    const [found, expected] = [byEvent.get(id)?.length ?? 0, repeated.has(id) ? 2 : 1];
    report.expect(found === expected, "the log has not one delivery of an event", () => `${id}: ${found}`);
  }
  for (const { id, status, attempts } of log) {
    const isDone = status === "delivered" && attempts.at(-1)?.status === 204;
    report.expect(isDone, "a delivery is not done", () => `${id}: ${status}, ${attempts.length} attempts`);
  }
}

/** Nothing waits anywhere. */
export async function auditRest({ site, report }: Stage): Promise<void> {
  report.expect(await untilTold(site), "the cache was not told of something");
  const [row] = await site.query(
    `SELECT (SELECT count(*) FROM deliveries WHERE status = 'pending' OR due_at IS NOT NULL) AS due,
       (SELECT count(*) FROM inbox WHERE outcome = 'pending' OR due_at IS NOT NULL) AS waiting,
       (SELECT count(*) FROM events WHERE fan_at IS NOT NULL) AS untold,
       (SELECT count(*) FROM pieces WHERE NOT is_done) AS undone`,
  );
  const left = Object.values(row ?? {}).reduce<number>((sum, count) => sum + Number(count), 0);
  report.expect(row !== undefined && left === 0, "something is left to be done", () => JSON.stringify(row));
}
