/** The items of an export of WordPress's as its REST API gives posts. */
export function postsIn(bytes: Uint8Array): Record<string, unknown>[] {
  const xml = new TextDecoder().decode(bytes);
  return Array.from(xml.matchAll(/<item>([\s\S]*?)<\/item>/g), ([, item = ""]) => postOf(item));
}

function postOf(item: string): Record<string, unknown> {
  return {
    id: Number(textOf(item, "wp:post_id")),
    type: textOf(item, "wp:post_type"),
    status: textOf(item, "wp:status"),
    date_gmt: textOf(item, "wp:post_date_gmt").replace(" ", "T"),
    modified_gmt: textOf(item, "wp:post_date_gmt").replace(" ", "T"),
    title: { rendered: textOf(item, "title") },
    content: {
      rendered: textOf(item, "content:encoded"),
      protected: textOf(item, "wp:post_password") !== "",
    },
    excerpt: { rendered: textOf(item, "excerpt:encoded") },
    _embedded: {
      author: [{ name: textOf(item, "dc:creator") }],
      "wp:term": [
        Array.from(
          item.matchAll(/<category domain="(\w+)" nicename="([^"]*)">([\s\S]*?)<\/category>/g),
          ([, taxonomy, slug, name = ""]) => ({ taxonomy, slug, name: withoutCdata(name) }),
        ),
      ],
    },
  };
}

function textOf(item: string, tag: string): string {
  const [, text = ""] = new RegExp(`<${tag}[^>/]*>([\\s\\S]*?)</${tag}>`).exec(item) ?? [];
  return withoutCdata(text);
}

function withoutCdata(text: string): string {
  return text.replace(/<!\[CDATA\[([\s\S]*?)\]\]>/g, "$1");
}
