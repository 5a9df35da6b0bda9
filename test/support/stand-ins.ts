import { type Ask, type Call, jsonIn } from "./hostile-calls.ts";

const ID = "01900000-0000-7000-8000-000000000000";
const BY_NAME: Record<string, string> = {
  year: "2026",
  month: "01",
  day: "01",
  version: "1",
  number: "1",
  n: "1",
  period: "2026-01.xml",
  file: "world.md",
  token: "A".repeat(43),
  path: "/moved",
  slug: "world",
};

/** What stands in for everything that is not attacked: real things, so that what is attacked is reached. */
export class StandIns {
  readonly #ask: Ask;
  readonly #picture: Uint8Array<ArrayBuffer>;
  #made = 0;

  constructor(ask: Ask, picture: Uint8Array<ArrayBuffer>) {
    this.#ask = ask;
    this.#picture = picture;
  }

  get picture(): Uint8Array<ArrayBuffer> {
    return this.#picture;
  }

  /** Members that other members need beside them. */
  async examples(): Promise<Record<string, unknown>> {
    const section = { name: "World", kind: "stories" };
    await this.#make("/sections/world", { method: "PUT", json: section });
    await this.#make("/authors/mara-lind", { method: "PUT", json: { name: "Mara Lind" } });
    return { media: await this.#makePicture(), to: "/about", url: "https://courier.example/", slug: "world" };
  }

  /** A value for each path parameter; those of articles, pictures, comments and tokens are new ones. */
  async paramsOf({ path, params }: Call): Promise<Record<string, string>> {
    const values: Record<string, string> = {};
    for (const name of params) {
      const [, before = ""] = new RegExp(`/([^/]+)/\\{${name}\\}`).exec(path) ?? [];
      values[name] = await this.#valueOf(name, before);
    }
    return values;
  }

  async #valueOf(name: string, collection: string): Promise<string> {
    const n = ++this.#made;
    if (collection === "articles") return (await this.story()).id;
    if (collection === "media") return await this.#makePicture();
    if (collection === "tokens")
      return await this.#make("/tokens", { json: { name: `t${n}`, role: "writer" } });
    if (collection === "comments") return await this.#makeComment();
    if (collection === "authors" || collection === "topics" || collection === "sections")
      return await this.#slugIn(collection, `made-${n}`);
    return BY_NAME[name] ?? ID;
  }

  async #slugIn(collection: string, slug: string): Promise<string> {
    await this.#ask(`/api/v1/${collection}/${slug}`, { method: "PUT", json: { name: slug } });
    return slug;
  }

  async #makePicture(): Promise<string> {
    return await this.#make("/media?alt=Grey", { method: "POST", body: this.#picture });
  }

  async #makeComment(): Promise<string> {
    const { path } = await this.story();
    const sent = await this.#ask(`${path}/comments`, {
      json: { name: "Ana", body: `Said ${++this.#made}.` },
    });
    return idIn(jsonIn(sent));
  }

  /** A published story. */
  async story(): Promise<{ id: string; path: string }> {
    const json = {
      headline: `Stand-in ${++this.#made}`,
      section: "world",
      authors: ["mara-lind"],
      body: { source: "Text." },
    };
    const id = await this.#make("/articles", { json });
    const headers = { "If-Match": '"1"' };
    const published = await this.#ask(`/api/v1/articles/${id}/publication`, {
      ...{ method: "PUT", json: { state: "published" }, headers },
    });
    return { id, path: String((jsonIn(published) as { path?: unknown }).path) };
  }

  async #make(path: string, asked: Parameters<Ask>[1]): Promise<string> {
    const answer = await this.#ask(`/api/v1${path}`, asked);
    if (answer.status >= 300) throw new Error(`${path}: ${answer.status} ${answer.text}`);
    return idIn(jsonIn(answer));
  }
}

function idIn(value: unknown): string {
  return String((value as { id?: unknown } | undefined)?.id);
}
