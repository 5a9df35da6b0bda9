import { Buffer } from "node:buffer";

export interface FixtureFile {
  name: string;
  bytes: Uint8Array<ArrayBuffer>;
}

/** The files of a binding of vitest.config.ts: `[[name, base64], …]`. */
export function filesOf(binding: string): FixtureFile[] {
  const files = JSON.parse(binding) as [string, string][];
  return files.map(([name, base64]) => ({ name, bytes: Uint8Array.from(Buffer.from(base64, "base64")) }));
}

/** The file of that name. Throws where there is none. */
export function fileNamed(files: readonly FixtureFile[], name: string): FixtureFile {
  const file = files.find((each) => each.name === name);
  if (!file) throw new Error(`There is no ${name}`);
  return file;
}

/** A file's JSON; undefined where it is none. */
export function jsonOf({ bytes }: FixtureFile): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true, ignoreBOM: false }).decode(bytes));
  } catch {
    return undefined;
  }
}
