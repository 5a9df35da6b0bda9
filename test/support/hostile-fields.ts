import { type Answered, type Ask, type Asked, type Call, jsonIn, leavesOf } from "./hostile-calls.ts";
import type { StandIns } from "./stand-ins.ts";
import { bodyWith, isObject, type Place, StringPlaces } from "./string-places.ts";

const MAX_ATTEMPTS = 8;
const SHOWN_CHARS = 90;

interface Seams {
  ask: Ask;
  standIns: StandIns;
  /** All declared calls: what was written is read through them. */
  calls: readonly Call[];
  /** What `$ref`s point into. */
  root?: unknown;
  /** Notes a complaint unless `isRight`. */
  expect: (isRight: boolean, kind: string, example: () => string) => void;
  /** How many rows there are; a refusal must leave as many. */
  countRows?: () => Promise<number>;
}

type Params = Record<string, string>;

/** Puts hostile strings wherever a call takes one: never 5xx; given back as they were sent, or refused and not stored. */
export class FieldAttack {
  /** "call member" → how many texts it took. */
  readonly kept = new Map<string, number>();
  requests = 0;
  readonly #seams: Seams;
  #examples: Promise<Record<string, unknown>> | undefined;

  constructor(seams: Seams) {
    this.#seams = seams;
  }

  /** Each text as every string member of the call's body at once; what is refused by name is left out, and the rest sent again. */
  async body(call: Call, texts: Iterable<string>): Promise<void> {
    if (!call.body) return;
    const { calls, standIns, root } = this.#seams;
    this.#examples ??= standIns.examples();
    const places = new StringPlaces(root ?? call.body, await this.#examples);
    const variants = Map.groupBy(places.of(call.body), ({ variant }) => variant);
    let params = await standIns.paramsOf(call);
    for (const text of texts)
      for (const group of variants.values()) {
        const isSpent = await this.#members({ call, params, calls }, { group, text });
        if (isSpent) params = await standIns.paramsOf(call);
      }
  }

  /** Each text as each parameter of path and query, by itself. */
  async parameters(call: Call, texts: readonly string[]): Promise<void> {
    const params = await this.#seams.standIns.paramsOf(call);
    const body = await this.#validBody(call);
    for (const text of texts) {
      const escaped = encodeURIComponent(text);
      for (const name of call.query) {
        const path = `${addressOf(call, params)}?${name}=${escaped}`;
        const answer = await this.#refusedOrExact(call, path, { name, text, body });
        if (name === "cursor")
          this.#complain(answer.status >= 400, "a broken cursor taken", { call, name, text, answer });
      }
      for (const name of call.params)
        await this.#refusedOrExact(call, addressOf(call, { ...params, [name]: text }), { name, text, body });
    }
  }

  async #validBody(call: Call): Promise<Asked> {
    if (call.isRaw) return { body: this.#seams.standIns.picture };
    if (!call.body) return {};
    this.#examples ??= this.#seams.standIns.examples();
    const places = new StringPlaces(this.#seams.root ?? call.body, await this.#examples);
    return { json: places.exampleOf(call.body) };
  }

  async #refusedOrExact(
    call: Call,
    path: string,
    sent: { name: string; text: string; body: Asked },
  ): Promise<Answered> {
    const { name, text, body } = sent;
    const before = await this.#rows(call);
    const answer = await this.#send(call, path, body);
    const about = { call, name, text, answer };
    if (answer.status >= 400)
      this.#complain((await this.#rows(call)) === before, "refused, but stored", about);
    else if (call.method !== "GET" && call.method !== "DELETE") {
      this.#keep(call, name);
      this.#complain(isIn(leavesOf(jsonIn(answer)), text), "given back differently", about);
    }
    return answer;
  }

  /** True where the thing can't be changed any more: the next text needs another one. */
  async #members(
    at: { call: Call; params: Params; calls: readonly Call[] },
    { group, text }: { group: Place[]; text: string },
  ): Promise<boolean> {
    const { call, params } = at;
    const path = addressOf(call, params);
    let places = group;
    for (let attempt = 0; attempt < MAX_ATTEMPTS && places.length > 0; attempt++) {
      const json = bodyWith(places, text);
      const before = await this.#rows(call);
      const answer = await this.#send(call, path, { json });
      const about = { call, name: places.map((place) => place.path.join(".")).join(" "), text, answer };
      if (answer.status < 400) {
        await this.#compare(at, { places, text, answer });
        return false;
      }
      this.#complain((await this.#rows(call)) === before, "refused, but stored", about);
      if (answer.status === 409) return true;
      const refused = namedIn(answer);
      const rest = places.filter((place) => !refused.some((name) => isAt(place, name)));
      if (answer.status !== 422 || rest.length === places.length) return false;
      places = rest;
    }
    return false;
  }

  /** What was taken stands in the answer, or where the thing is read. */
  async #compare(
    { call, params, calls }: { call: Call; params: Params; calls: readonly Call[] },
    { places, text, answer }: { places: Place[]; text: string; answer: Answered },
  ): Promise<void> {
    const written = jsonIn(answer);
    const readings = [written, ...(await this.#readings(call, params, { calls, answer }))];
    for (const place of places) {
      const name = place.path.join(".");
      this.#keep(call, name);
      const given = readings
        .map((reading) => valueAt(reading, place.path))
        .filter((value) => value !== undefined);
      const isSame =
        given.length > 0
          ? given.every((value) => isIn([String(value)], text, name))
          : SILENT.has(`${call.id} ${name}`) || isIn(readings.flatMap(leavesOf), text, name);
      this.#complain(isSame, "given back differently", { call, name, text, answer });
    }
  }

  async #readings(
    call: Call,
    params: Params,
    { calls, answer }: { calls: readonly Call[]; answer: Answered },
  ) {
    const own = addressOf(call, params);
    const isRead = (path: string) => calls.some((each) => each.method === "GET" && each.path === path);
    const parent = (path: string) => path.slice(0, path.lastIndexOf("/"));
    const paths = [
      answer.header("Location") ?? undefined,
      isRead(call.path) && call.method !== "POST" ? own : undefined,
    ];
    if (isRead(parent(call.path)) && call.path.includes("}/")) paths.push(parent(own));
    const known = paths.filter((path) => path?.startsWith("/api/"));
    const readings: unknown[] = [];
    for (const path of new Set(known as string[])) {
      const read = await this.#seams.ask(path);
      this.requests++;
      if (read.status === 200) readings.push(jsonIn(read));
      this.#complain(read.status < 500, "5xx", { call, name: "read", text: path, answer: read });
    }
    return readings;
  }

  async #send(call: Call, path: string, asked: Asked): Promise<Answered> {
    const headers = call.isConditional ? await this.#condition(path) : {};
    const answer = await this.#seams.ask(path, { method: call.method, ...asked, headers });
    this.requests++;
    this.#complain(answer.status < 500, "5xx", {
      call,
      name: path.slice(0, SHOWN_CHARS),
      text: JSON.stringify(asked.json ?? ""),
      answer,
    });
    return answer;
  }

  /** The ETag of the article that a path is under. */
  async #condition(path: string): Promise<Record<string, string>> {
    const [article] = /^\/api\/v1\/articles\/[^/]+/.exec(path) ?? [path];
    const answer = await this.#seams.ask(article);
    this.requests++;
    return { "If-Match": answer.header("ETag") ?? '"1"' };
  }

  async #rows({ method }: Call): Promise<number> {
    return method === "GET" ? 0 : ((await this.#seams.countRows?.()) ?? 0);
  }

  #keep({ id }: Call, name: string): void {
    const key = `${id} ${name}`;
    this.kept.set(key, (this.kept.get(key) ?? 0) + 1);
  }

  #complain(
    isRight: boolean,
    kind: string,
    about: { call: Call; name: string; text: string; answer: Answered },
  ): void {
    const { call, name, text, answer } = about;
    const example = () =>
      `${name} = ${JSON.stringify(text.slice(0, SHOWN_CHARS))} → ${answer.status} ${answer.text.slice(0, 300)}`;
    this.#seams.expect(isRight, `${call.id}: ${kind}`, example);
  }
}

/** Members that are never read out: what moderators and editors say of a decision stands in audit and page only. */
const SILENT = new Set(["putPublication reason", "putPublication law"]);

function addressOf({ path }: Call, params: Params): string {
  return path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params[name] ?? ""));
}

/** The members that a refusal names. */
function namedIn(answer: Answered): string[] {
  const problem = jsonIn(answer);
  const errors = isObject(problem) && Array.isArray(problem.errors) ? problem.errors : [];
  return errors.map((error: { path?: unknown }) => String(error.path));
}

function isAt({ path }: Place, name: string): boolean {
  const own = path.join(".");
  return own === name || own.startsWith(`${name}.`) || name.startsWith(`${own}.`);
}

function valueAt(value: unknown, path: string[]): unknown {
  return path.reduce<unknown>(
    (at, name) => (at as Record<string, unknown> | null | undefined)?.[name],
    value,
  );
}

/** As sent, or as the contract says that it is kept: trimmed, in NFC; addresses as browsers write them; a topic by the name it has. */
function isIn(given: string[], text: string, name = ""): boolean {
  const kept = new Set([text, text.trim(), text.normalize("NFC"), text.trim().normalize("NFC")]);
  if (URL.canParse(text)) kept.add(new URL(text).href).add(new URL(text).origin);
  if (text.startsWith("/")) for (const path of asPaths(text)) kept.add(path);
  if (given.some((value) => kept.has(value))) return true;
  return name === "topics.0" && given.some((value) => folded(value) === folded(text));
}

/** A path as a browser writes it, and as readers do. */
function asPaths(path: string): string[] {
  const { pathname, search, hash } = new URL(path, "https://courier.example");
  try {
    return [pathname + search + hash, decodeURI(pathname).normalize("NFC") + search + hash];
  } catch {
    return [pathname + search + hash];
  }
}

function folded(name: string): string {
  return name
    .normalize("NFC")
    .toLowerCase()
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .filter(Boolean)
    .join("-");
}
