/** What `work` gives, or undefined where it takes longer than `ms` milliseconds. */
export async function within<T>(ms: number, work: Promise<T>): Promise<T | undefined> {
  const patience = new AbortController();
  const late = scheduler.wait(ms, { signal: patience.signal }).then(
    () => undefined,
    () => undefined,
  );
  const result = await Promise.race([work, late]);
  patience.abort();
  return result;
}
