const SHINGLE_WORDS = 5;
const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

/** The words of a text, whatever its case, signs and spacing. */
function wordsOf(text: string): string[] {
  return (
    text
      .normalize("NFKC")
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  );
}

/** Each run of five words; a shorter text is one run. */
function shingles(text: string): Set<string> {
  const words = wordsOf(text);
  if (words.length <= SHINGLE_WORDS) return new Set(words.length > 0 ? [words.join(" ")] : []);
  const starts = words.length - SHINGLE_WORDS + 1;
  return new Set(Array.from({ length: starts }, (_, n) => words.slice(n, n + SHINGLE_WORDS).join(" ")));
}

/** FNV-1a, 32 bits. */
function hash(text: string): number {
  let value = FNV_OFFSET;
  for (let n = 0; n < text.length; n++) value = Math.imul(value ^ text.charCodeAt(n), FNV_PRIME);
  return value >>> 0;
}

/**
 * The smallest hash of a text's runs of words (Broder's MinHash, with one permutation): two texts have the same one with
 * the probability that a run of either is a run of both. Null for a text without words.
 */
export function likenessOf(text: string): string | null {
  const hashes = [...shingles(text)].map(hash);
  return hashes.length === 0 ? null : Math.min(...hashes).toString(16);
}

/** Which part of the runs of either text are runs of both, from 0 to 1 (Jaccard). */
export function resemblance(a: string, b: string): number {
  const [one, other] = [shingles(a), shingles(b)];
  const common = [...one].filter((run) => other.has(run)).length;
  const all = one.size + other.size - common;
  return all === 0 ? 0 : common / all;
}
