import type { Asked } from "./asked.ts";

/** Which page a form stands on: there one comes back to. */
export function FromHere({ asked }: { asked: Asked }) {
  const { did: _, ...place } = asked;
  return (
    <>
      {Object.entries(place).map(
        ([name, value]) => value && <input type="hidden" name={name} value={value} />,
      )}
    </>
  );
}
