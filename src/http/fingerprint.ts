import { Buffer } from "node:buffer";
import { createHash } from "node:crypto";
import { mediaType } from "./validate.ts";

/**
 * What makes two requests the same one: SHA-256 over method, path with query, media type and the body's bytes,
 * hexadecimal. Of a multipart form the boundary is left out: clients draw a new one for each attempt.
 */
export function fingerprintOf(request: Request, bytes: Uint8Array<ArrayBuffer>): string {
  const { pathname, search } = new URL(request.url);
  const hash = createHash("sha256");
  hash.update(JSON.stringify([request.method, pathname + search, mediaType(request)]));
  for (const part of partsOf(request, bytes)) hash.update(`${part.byteLength}:`).update(part);
  return hash.digest("hex");
}

/** The body, cut at its boundary where it is a form; views of the same bytes. */
function* partsOf(request: Request, bytes: Uint8Array<ArrayBuffer>): Generator<Uint8Array> {
  const body = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const boundary = boundaryOf(request);
  let from = 0;
  for (let at = 0; boundary !== undefined && at >= 0; ) {
    at = body.indexOf(boundary, from, "latin1");
    if (at < 0) break;
    yield body.subarray(from, at);
    from = at + boundary.length;
  }
  yield body.subarray(from);
}

/** RFC 2046 §5.1.1, with its two hyphens; undefined where the body is no form or has none. */
function boundaryOf(request: Request): string | undefined {
  if (mediaType(request) !== "multipart/form-data") return undefined;
  const type = request.headers.get("Content-Type") ?? "";
  const [, quoted, bare] = /;\s*boundary=(?:"([^"]+)"|([^;\s"]+))/i.exec(type) ?? [];
  const name = quoted ?? bare;
  return name && `--${name}`;
}
