import { Buffer } from "node:buffer";
import { must } from "./factories.ts";
import { request } from "./request.ts";
import type { Answered } from "./sender.ts";

type HookKind = "superdesk" | "ghost" | "wordpress";

/** A source of this kind, what it sends is published in the section "world". */
export async function aSource(
  token: string,
  kind: HookKind,
  members: Record<string, unknown> = {},
): Promise<{ slug: string; secret: string }> {
  const json = { slug: kind, kind, defaultSection: "world", publish: "publish", ...members };
  return await must(201, request("/api/v1/sources", { token, json }));
}

async function hmacOf(hash: "SHA-1" | "SHA-256", secret: string, bytes: BufferSource): Promise<string> {
  const raw = new TextEncoder().encode(secret);
  const key = await crypto.subtle.importKey("raw", raw, { name: "HMAC", hash }, false, ["sign"]);
  return Buffer.from(await crypto.subtle.sign("HMAC", key, bytes)).toString("hex");
}

/** The headers with which a sender of this kind signs these bytes. */
export async function signedBy(
  kind: HookKind,
  secret: string,
  bytes: Uint8Array<ArrayBuffer>,
): Promise<Record<string, string>> {
  if (kind === "superdesk")
    return { "x-superdesk-signature": `sha1=${await hmacOf("SHA-1", secret, bytes)}` };
  if (kind === "wordpress")
    return { "X-Hub-Signature-256": `sha256=${await hmacOf("SHA-256", secret, bytes)}` };
  const t = Date.now();
  const dated = await new Blob([bytes, String(t)]).arrayBuffer();
  return { "X-Ghost-Signature": `sha256=${await hmacOf("SHA-256", secret, dated)}, t=${t}` };
}

/** Signs and delivers a body. */
export async function deliver(
  kind: HookKind,
  { slug, secret }: { slug: string; secret: string },
  body: string,
): Promise<Answered> {
  const bytes = Uint8Array.from(new TextEncoder().encode(body));
  const headers = { "Content-Type": "application/json", ...(await signedBy(kind, secret, bytes)) };
  const answer = await request(`/hooks/${slug}`, { method: "POST", body: bytes, headers });
  return { status: answer.status, ...(await answer.json<Omit<Answered, "status">>()) };
}
