import { describe, expect, it } from "vitest";
import { dollarsPerMillionViews, freeViewsADay, freeWritesADay, type View } from "../../bench/costs.ts";

const VIEW: View = { pictures: 2, pictureHits: 0.99, cpuMs: 2, rowsRead: 50 };

describe("what page views cost", () => {
  it("is requests alone where the edge has everything", () => {
    const { requests, total } = dollarsPerMillionViews(1, { ...VIEW, pictureHits: 1 });
    expect(requests).toBeCloseTo(0.9);
    expect(total).toBeCloseTo(0.9);
  });

  it("grows with CPU, rows and pictures of misses", () => {
    const { requests, cpu, rowsRead, pictureReads, total } = dollarsPerMillionViews(0.5, VIEW);
    expect(requests).toBeCloseTo(0.9);
    // 500,000 pages and 20,000 pictures of 2 ms each.
    expect(cpu).toBeCloseTo(1.04 * 0.02);
    expect(rowsRead).toBeCloseTo(25 * 0.001);
    expect(pictureReads).toBeCloseTo(0.02 * 0.36);
    expect(total).toBeCloseTo(requests + cpu + rowsRead + pictureReads);
  });
});

describe("the free plan", () => {
  it("ends by requests while rows are few", () => {
    expect(freeViewsADay(0.9, VIEW)).toEqual({ views: 33_333, endedBy: "requests" });
  });

  it("ends by rows where pages read many", () => {
    expect(freeViewsADay(0.5, { ...VIEW, rowsRead: 1_000 })).toEqual({
      views: 10_000,
      endedBy: "rows read",
    });
  });

  it("carries as many writes as its rows allow", () => {
    expect(freeWritesADay(40)).toBe(2_500);
    expect(freeWritesADay(3)).toBe(33_333);
  });
});
