/**
 * A name as a reader sees it, whatever it is made of: compatibility forms and accents folded, case and everything that
 * is neither letter nor digit dropped. Two names that fold alike could be taken for one another.
 */
export function foldName(name: string): string {
  return name
    .normalize("NFKD")
    .replace(/[^\p{L}\p{N}]+/gu, "")
    .toLowerCase()
    .normalize("NFC");
}
