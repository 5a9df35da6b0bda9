import { encode } from "uqr";
import type { SiteSettings } from "./site.ts";

/** EPC069-12 v2.1 §2.2: version 002 needs no BIC, character set 1 is UTF-8, SCT is a credit transfer. */
const HEAD = ["BCD", "002", "1", "SCT", ""];
const NAME_MAX_CHARS = 70;
const QUIET_MODULES = 4;

/**
 * A transfer to the donation's account as banking apps read it (EPC069-12, error correction M), as SVG with the quiet
 * zone within. Amount and purpose are left to the giver. Empty without an IBAN.
 */
export function transferCode({ donation, publisher, name }: SiteSettings): string {
  if (!donation?.iban) return "";
  const payee = donation.beneficiary || publisher || name;
  const said = [...HEAD, payee.slice(0, NAME_MAX_CHARS), donation.iban];
  const { data, size } = encode(said.join("\n"), { ecc: "M", border: QUIET_MODULES });
  return `<svg viewBox="0 -.5 ${size} ${size}"><path d="${data.map(pathOfRow).join("")}"/></svg>`;
}

/** The dark modules of a row as strokes: "M4 4h7m2 0h1". */
function pathOfRow(row: boolean[], y: number): string {
  let path = "";
  let at = 0;
  for (const { start, length } of runsOf(row)) {
    path += path === "" ? `M${start} ${y}h${length}` : `m${start - at} 0h${length}`;
    at = start + length;
  }
  return path;
}

function runsOf(row: boolean[]): { start: number; length: number }[] {
  return Array.from(
    row
      .map((isDark) => (isDark ? "1" : "0"))
      .join("")
      .matchAll(/1+/g),
    (run) => ({
      start: run.index,
      length: run[0].length,
    }),
  );
}
