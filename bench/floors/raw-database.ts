const HTML = { "Content-Type": "text/html; charset=utf-8" };

/** A Worker with one raw statement: GET reads the article's row at its path and sends its text, POST writes one row. */
export default {
  async fetch(request: Request, { DB }: { DB: D1Database }): Promise<Response> {
    if (request.method === "POST") return await write(DB, await request.text());
    const path = request.url.slice(request.url.indexOf("/", 8));
    const row = await DB.prepare("SELECT * FROM articles WHERE path = ?").bind(path).first();
    return row ? new Response(String(row.body_html), { headers: HTML }) : new Response(null, { status: 404 });
  },
};

async function write(DB: D1Database, text: string): Promise<Response> {
  await DB.prepare("INSERT INTO bench_writes (text) VALUES (?)").bind(text).run();
  return new Response(null, { status: 201 });
}
