import { env } from "cloudflare:workers";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { published, Sender, withdrawn } from "../../support/sender.ts";
import { TroubledPaper } from "../../support/troubled-paper.ts";

const PIECES = 3;
const VERSIONS = 3;
const ATTEMPTS = 60;
const HOURS = 3_600_000;

beforeEach(() => {
  vi.spyOn(console, "error").mockImplementation(() => {});
  vi.useFakeTimers({ toFake: ["Date"] });
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

const seeds = Array.from({ length: Math.ceil(env.FAULT_SEEDS / 10) }, (_, n) => env.FIRST_SEED + n);

it.each(seeds)(
  "seed %i: whatever fails, a sender who asks again is published, once and in its last version",
  async (seed) => {
    const paper = new TroubledPaper(seed);
    await paper.found();
    const sender = await Sender.of(paper.token);
    const all = Array.from({ length: PIECES * VERSIONS }, (_, n) =>
      deliveryOf(n % PIECES, Math.floor(n / PIECES) + 1),
    );
    const sent = all.toSorted(() => paper.chances.below(3) - 1);
    for (let n = 0; n < sent.length; n += 2) {
      await Promise.all(sent.slice(n, n + 2).map((each) => untilTaken(paper, sender, each)));
      if (paper.chances.below(4) === 0) await paper.cron();
    }
    expect(await paper.recover()).toBe(true);
    for (let round = 0; round < 3; round++) {
      vi.setSystemTime(Date.now() + 7 * HOURS);
      await paper.cron();
    }
    expect(await sender.inbox("?outcome=pending")).toEqual([]);
    expect(await sender.inbox("?outcome=failed")).toEqual([]);
    for (let piece = 0; piece < PIECES; piece++) {
      const { results } = await env.DB.prepare("SELECT headline, status FROM articles WHERE external_id = ?")
        .bind(`piece-${piece}`)
        .all<{ headline: string; status: string }>();
      expect(results.length).toBeLessThanOrEqual(1);
      if (piece === 0) expect(results[0]?.status).not.toBe("published");
      else
        expect(results).toEqual([{ headline: `Piece ${piece} in version ${VERSIONS}`, status: "published" }]);
    }
  },
);

/** The first piece is withdrawn in the end. */
function deliveryOf(piece: number, version: number): { id: string; body: string } {
  const data = { externalId: `piece-${piece}`, version };
  const isLast = piece === 0 && version === VERSIONS;
  const headline = `Piece ${piece} in version ${version}`;
  return {
    id: `msg_${piece}_${version}`,
    body: isLast ? withdrawn(data) : published({ ...data, headline, authors: ["Jane Doe"] }),
  };
}

async function untilTaken(paper: TroubledPaper, sender: Sender, { id, body }: { id: string; body: string }) {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    const headers = sender.headersOf(body, { id });
    const { status } = await paper.ask("/hooks/wire", { method: "POST", body, headers });
    if (status === 200 || status === 201) return;
    expect([id, status]).toEqual([id, status === "died" ? "died" : 503]);
    vi.setSystemTime(Date.now() + 5_000);
  }
  throw new Error(`${id} was never taken`);
}
