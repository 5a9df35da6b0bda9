import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { ROOT, wrangler } from "./run.ts";

/** It was 300 before the editors' API was whole, 320 before the desk, 360 before the wire; the platform takes 3,000. */
export const MAX_GZIP_KB = 400;

export interface BundledFile {
  name: string;
  /** kB as written, minified, and minified and compressed. */
  raw: number;
  minified: number;
  gzip: number;
}

/** Bundles the Worker into dist/ as it would be deployed, and measures it. Throws with wrangler's words. */
export async function bundle(): Promise<BundledFile[]> {
  const plain = await mkdtemp(join(tmpdir(), "dateline-bundle-"));
  const dist = join(ROOT, "dist");
  try {
    await rm(dist, { recursive: true, force: true });
    await build(dist, "--minify");
    await build(plain);
    const names = (await readdir(dist)).filter((name) => /\.(m?js|wasm)$/.test(name));
    return await Promise.all(names.map((name) => measure(name, join(plain, name), join(dist, name))));
  } finally {
    await rm(plain, { recursive: true, force: true });
  }
}

async function build(outdir: string, ...flags: string[]): Promise<void> {
  const { code, stdout, stderr } = await wrangler("deploy", "--dry-run", "--outdir", outdir, ...flags);
  if (code !== 0) throw new Error(`The Worker could not be bundled: ${stderr.trim() || stdout.trim()}`);
}

async function measure(name: string, plain: string, minified: string): Promise<BundledFile> {
  const [raw, bytes] = await Promise.all([readFile(plain), readFile(minified)]);
  const kB = (size: number) => size / 1_000;
  return {
    name,
    raw: kB(raw.length),
    minified: kB(bytes.length),
    gzip: kB(gzipSync(bytes, { level: 9 }).length),
  };
}

/** Wrangler's measurement of the Worker's start, such as "227 ms, 203 ms of it active"; what failed, where it did. */
export async function startupTime(): Promise<string> {
  const outfile = join(ROOT, "dist", "startup.cpuprofile");
  const { code, stdout, stderr } = await wrangler(
    "check",
    "startup",
    "--outfile",
    outfile,
    "--args=--minify",
  );
  const window = /Profile window: ([\d.]+ ms)/.exec(stdout)?.[1];
  const active = /Active: ([\d.]+ ms)/.exec(stdout)?.[1];
  if (code === 0 && window && active) return `${window} on this machine, ${active} of it active`;
  return `not measured: ${(stderr.trim() || stdout.trim()).split("\n").at(-1)}`;
}
