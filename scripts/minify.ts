import { readFileSync } from "node:fs";
import { transform } from "esbuild";

/** The scripts that pages carry, by the names of their constants. */
export const BROWSER_SCRIPTS = {
  FRAGMENT_SCRIPT: "browser/fragment.js",
  FORM_SCRIPT: "browser/form.js",
  CHALLENGE_SCRIPT: "browser/challenge.js",
} as const;

/** A script as a page carries it. */
export async function minified(path: string): Promise<string> {
  const options = { minify: true, target: "es2022", charset: "utf8", legalComments: "none" } as const;
  return (await transform(readFileSync(path, "utf8"), options)).code.trim().replace(/;$/, "");
}

/** The file of src that holds them: a Worker can't minify by itself. */
export async function fileOfScripts(): Promise<string> {
  const constants = await Promise.all(
    Object.entries(BROWSER_SCRIPTS).map(
      async ([name, path]) =>
        `/** ${path} */\nexport const ${name} = ${JSON.stringify(await minified(path))};\n`,
    ),
  );
  const head =
    "// Made by `npm run scripts` from browser/: a test holds that it is what it would be now.\n\n";
  return head + constants.join("\n");
}
