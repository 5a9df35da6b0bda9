const kept = new Map<string, { body: ArrayBuffer; headers: Record<string, string> }>();

/** A Worker that does nothing but give back the bytes and headers that were put at a path. */
export default {
  async fetch(request: Request): Promise<Response> {
    const path = request.url.slice(request.url.indexOf("/", 8));
    if (request.method === "PUT") {
      kept.set(path, { body: await request.arrayBuffer(), headers: Object.fromEntries(request.headers) });
      return new Response(null, { status: 204 });
    }
    const { body, headers } = kept.get(path) ?? {};
    return body ? new Response(body, { headers: headers ?? {} }) : new Response(null, { status: 404 });
  },
};
