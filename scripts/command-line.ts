import { type ParseArgsConfig, parseArgs } from "node:util";

export const EXIT_USAGE = 2;

/** Says what went wrong on stderr and ends the program. */
export function fail(message: string, code = 1): never {
  console.error(message);
  process.exit(code);
}

/** The flags as given; an unknown or incomplete one ends the program with exit code 2 and the usage. */
export function readFlags<T extends NonNullable<ParseArgsConfig["options"]>>(options: T, usage: string) {
  try {
    return parseArgs({ options, strict: true, allowPositionals: false }).values;
  } catch (error) {
    return fail(`${messageOf(error).split(". ", 1)[0]}.\nUsage: ${usage}`, EXIT_USAGE);
  }
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** A word as a shell reads it back, quoted only where it has to be. */
export function shellWord(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
