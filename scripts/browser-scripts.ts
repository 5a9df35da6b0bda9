import { writeFileSync } from "node:fs";
import { fileOfScripts } from "./minify.ts";

writeFileSync("src/ui/scripts.ts", await fileOfScripts());
