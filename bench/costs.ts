/** Cloudflare's prices beyond what the paid plan includes, dollars a million, and what the free plan gives a day (November 2026). */
const DOLLARS_A_MILLION = { requests: 0.3, cpuMs: 0.02, rowsRead: 0.001, pictureReads: 0.36 };
const FREE_A_DAY = { requests: 100_000, rowsRead: 5_000_000, rowsWritten: 100_000 };
const MILLION = 1_000_000;

/** What a reader's view of a page comes to. */
export interface View {
  /** Pictures that a browser fetches with a page, on an average of readers that have some already. */
  pictures: number;
  /** Share of the pictures that the edge has: they never change. */
  pictureHits: number;
  /** Of a page that the edge does not have. */
  cpuMs: number;
  rowsRead: number;
}

export interface Dollars {
  requests: number;
  cpu: number;
  rowsRead: number;
  pictureReads: number;
  total: number;
}

/** Dollars for a million page views, of which the edge answers the share `hits` itself. A picture it lacks costs a page's CPU. */
export function dollarsPerMillionViews(hits: number, view: View): Dollars {
  const pages = MILLION * (1 - hits);
  const pictures = MILLION * view.pictures * (1 - view.pictureHits);
  const price = (count: number, what: keyof typeof DOLLARS_A_MILLION) =>
    (count / MILLION) * DOLLARS_A_MILLION[what];
  const requests = price(MILLION * (1 + view.pictures), "requests");
  const cpu = price((pages + pictures) * view.cpuMs, "cpuMs");
  const rowsRead = price(pages * view.rowsRead, "rowsRead");
  const pictureReads = price(pictures, "pictureReads");
  return { requests, cpu, rowsRead, pictureReads, total: requests + cpu + rowsRead + pictureReads };
}

/** Page views a day on the free plan, by what ends first: requests (hits count), or rows read by what the edge does not have. */
export function freeViewsADay(
  hits: number,
  view: View,
): { views: number; endedBy: "requests" | "rows read" } {
  const byRequests = FREE_A_DAY.requests / (1 + view.pictures);
  const byRows = FREE_A_DAY.rowsRead / ((1 - hits) * view.rowsRead);
  return byRequests <= byRows
    ? { views: Math.floor(byRequests), endedBy: "requests" }
    : { views: Math.floor(byRows), endedBy: "rows read" };
}

/** How often a day the free plan lets something be done that writes so many rows. */
export function freeWritesADay(rowsWritten: number): number {
  return Math.floor(FREE_A_DAY.rowsWritten / rowsWritten);
}
