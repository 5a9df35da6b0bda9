export interface Sent {
  json?: unknown;
  jpeg?: Uint8Array<ArrayBuffer>;
  ifMatch?: string;
}

/** Calls the site's API: method, path under /api/v1, what is sent. Throws with the problem that comes back. */
export type Api = (method: string, path: string, sent?: Sent) => Promise<unknown>;

/** The API of the site at `origin`, for the holder of a token. */
export function apiAt(origin: string, token: string): Api {
  return async (method, path, { json, jpeg, ifMatch } = {}) => {
    const headers = new Headers({ Authorization: `Bearer ${token}` });
    if (json !== undefined) headers.set("Content-Type", "application/json");
    if (jpeg) headers.set("Content-Type", "image/jpeg");
    if (ifMatch) headers.set("If-Match", ifMatch);
    const body = json === undefined ? (jpeg ?? null) : JSON.stringify(json);
    const response = await fetch(`${origin}/api/v1${path}`, { method, headers, body });
    const answer = await response.text();
    if (!response.ok) throw new Error(`${method} ${path} was answered with ${response.status}: ${answer}`);
    return JSON.parse(answer);
  };
}
