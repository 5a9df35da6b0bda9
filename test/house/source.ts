import { globSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";

const ROOT = join(import.meta.dirname, "../..");
const CLAUSE = String.raw`(?:[\w$]+\s*,?\s*)?(?:\{[^}]*\}|\*(?:\s*as\s+[\w$]+)?)?\s*`;
const STATIC = new RegExp(String.raw`^(?:import|export)\s+(type\s+)?${CLAUSE}from\s*"([^"]+)";?`, "gm");
const BARE_OR_DYNAMIC = /^import\s*"([^"]+)"|\bimport\(\s*"([^"]+)"/gm;

/** A source file; its path is relative to the repository. */
export interface Source {
  path: string;
  text: string;
}

export interface Import {
  from: string;
  to: string;
  isTypeOnly: boolean;
}

/** The TypeScript of some top-level folders. */
export function sourcesIn(...folders: string[]): Source[] {
  const paths = folders.flatMap((folder) => globSync(`${folder}/**/*.{ts,tsx}`, { cwd: ROOT }));
  return paths.sort().map((path) => ({ path, text: readFileSync(join(ROOT, path), "utf8") }));
}

/** The files of the repository that a file imports or re-exports; packages are left out. */
export function importsOf({ path, text }: Source): Import[] {
  const seen = [...text.matchAll(STATIC)].map(([, type, to]) => ({ to, isTypeOnly: type !== undefined }));
  const others = [...text.matchAll(BARE_OR_DYNAMIC)].map(([, bare, dynamic]) => ({
    to: bare ?? dynamic,
    isTypeOnly: false,
  }));
  return [...seen, ...others].flatMap(({ to, isTypeOnly }) =>
    to?.startsWith(".") ? [{ from: path, to: normalize(join(dirname(path), to)), isTypeOnly }] : [],
  );
}

/** True for a file that has nothing of its own: it only hands on what others export. */
export function isBarrel({ text }: Source): boolean {
  if (/^export\s+\*/m.test(text)) return true;
  const own = withoutComments(text).replaceAll(STATIC, "").trim();
  return own === "" && /^export\s/m.test(text);
}

/** The code alone; a "//" within a string ends its line too. */
export function withoutComments(text: string): string {
  return text.replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, "");
}
