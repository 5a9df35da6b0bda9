import { readdirSync, readFileSync } from "node:fs";

/** Of /proc/PID/stat, in which times are counted in hundredths of a second (proc(5)). */
const TICK_MS = 10;
const PARENT = 1;
const USER_TIME = 11;
const SYSTEM_TIME = 12;

/** The process ids of the workerd that this process started; none where there is no /proc. */
export function workerdIds(): number[] {
  try {
    const ids = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
    return ids.map(Number).filter((id) => {
      const { name, fields } = statOf(id);
      return name.startsWith("workerd") && Number(fields[PARENT]) === process.pid;
    });
  } catch {
    return [];
  }
}

/** Milliseconds of CPU that the processes have used so far, all their threads together; NaN where nobody can tell. */
export function cpuOf(ids: readonly number[]): number {
  if (ids.length === 0) return Number.NaN;
  return ids
    .map((id) => statOf(id).fields)
    .map((fields) => (Number(fields[USER_TIME]) + Number(fields[SYSTEM_TIME])) * TICK_MS)
    .reduce((sum, each) => sum + each, 0);
}

/** The name, and the fields behind it, of which the first is the state. A process that has just ended has none. */
function statOf(id: number): { name: string; fields: string[] } {
  try {
    const text = readFileSync(`/proc/${id}/stat`, "utf8");
    const end = text.lastIndexOf(")");
    return { name: text.slice(text.indexOf("(") + 1, end), fields: text.slice(end + 2).split(" ") };
  } catch {
    return { name: "", fields: [] };
  }
}
