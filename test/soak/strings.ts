import { type Answer, jsonOf, shown } from "./client.ts";
import { hostileStrings } from "./fixtures.ts";
import { listed, story } from "./newsroom.ts";
import type { Part, Stage } from "./part.ts";
import { type Member, type Probe, probesOf } from "./probes.ts";
import { Tally, together } from "./together.ts";

const MAX_STRINGS = 3_000;
const WIDTH = 8;
const SHOWN_CHARS = 120;
const HTTP = { created: 201, refused: 400, invalid: 422, failed: 500 };

/** Every hostile string, wherever one can be put: refused, or given back exactly. */
export const strings: Part = {
  name: "strings",
  run: async (stage) => {
    const { site, report, until } = stage;
    const all = hostileStrings(MAX_STRINGS);
    const { id, path } = await story(site, "Attacked with strings");
    const attack = new Attack(stage);
    const probes = probesOf(site, path);
    const done = await together(all, { width: WIDTH, until }, async (text) => {
      for (const probe of probes) await attack.attempt(probe, text);
    });
    report.covered(done, all.length, "strings");
    attack.print();
    await readBack(stage, id, attack);
  },
};

interface Kept {
  id: string;
  member: Member;
  text: string;
}

/** Sends strings and judges the answers; keeps what was accepted. */
class Attack {
  readonly kept: Kept[] = [];
  readonly #statuses = new Map<string, Tally>();
  readonly #stage: Stage;

  constructor(stage: Stage) {
    this.#stage = stage;
  }

  async attempt(probe: Probe, text: string): Promise<void> {
    try {
      const answer = await probe.send(text);
      if (answer === undefined) return;
      this.#count(probe, answer.status);
      this.#judge(probe, text, answer);
      if (answer.status === HTTP.invalid && probe.otherwise) await this.attempt(probe.otherwise, text);
    } catch (error) {
      this.#count(probe, "no answer");
      const example = () => `${quoted(text)} → ${String(error)}`;
      this.#stage.report.expect(false, `${probe.name}: no answer`, example);
    }
  }

  #judge({ name, isAlwaysRefused, keeps }: Probe, text: string, answer: Answer): void {
    const { report } = this.#stage;
    const { status } = answer;
    const seen = () => `${quoted(text)} → ${shown(answer)}`;
    const isRefused = status >= HTTP.refused && status < HTTP.failed;
    report.expect(status < HTTP.failed, `${name}: 5xx`, seen);
    if (isAlwaysRefused) report.expect(isRefused, `${name}: accepted`, seen);
    if (!keeps) return;
    report.expect(isRefused || status === HTTP.created, `${name}: neither 201 nor 4xx`, seen);
    if (status !== HTTP.created) return;
    const { id } = jsonOf(answer);
    for (const { member, as } of keeps) this.kept.push({ id: String(id), member, text: as(text) });
  }

  #count({ name }: Probe, status: number | string): void {
    const tally = this.#statuses.get(name) ?? new Tally();
    this.#statuses.set(name, tally);
    tally.add(status);
  }

  print(): void {
    for (const [name, tally] of this.#statuses) this.#stage.report.figure(`  ${name.padEnd(18)} ${tally}`);
  }
}

/** Reads everything again through the API's lists: each accepted text stands there as it was sent. */
async function readBack({ site, report }: Stage, article: string, { kept }: Attack): Promise<void> {
  const comments = await listed(site, `/comments?article=${article}`);
  const items = [...(await listed(site, "/articles")), ...comments];
  const byId = new Map(items.map((item) => [String(item.id), item]));
  const same = new Tally();
  for (const { id, member, text } of kept) {
    const given = byId.get(id)?.[member];
    if (given === text) same.add(member);
    report.expect(given === text, `${member}: given back differently`, () => `${quoted(text)} → ${given}`);
  }
  report.figure(`given back exactly: ${same}`);
  const accepted = kept.filter(({ member }) => member === "body").length;
  report.expect(comments.length === accepted, "comments stored and accepted differ");
}

function quoted(text: string): string {
  return JSON.stringify(text.slice(0, SHOWN_CHARS));
}
