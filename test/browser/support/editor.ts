export interface Article {
  id: string;
  path: string;
  revision: number;
  headline: string;
}

/** The API as an editor's script would call it; throws where the answer is no success. */
export function editorOf(site: { url: string; token: string }) {
  return async <T = Article>(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ) => {
    const isBytes = body instanceof Uint8Array;
    const response = await fetch(`${site.url}/api/v1${path}`, {
      method,
      headers: {
        Authorization: `Bearer ${site.token}`,
        "Content-Type": isBytes ? "image/jpeg" : "application/json",
        ...headers,
      },
      ...(body === undefined ? {} : { body: isBytes ? Buffer.from(body) : JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as T;
  };
}
export type Editor = ReturnType<typeof editorOf>;

/** Makes a draft and publishes it. */
export async function publish(
  editor: Editor,
  article: Record<string, unknown>,
  at?: string,
): Promise<Article> {
  const { id, revision } = await editor("POST", "/articles", article);
  const json = { state: "published", ...(at ? { at } : {}) };
  return await editor("PUT", `/articles/${id}/publication`, json, { "If-Match": `"${revision}"` });
}
