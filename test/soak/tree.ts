import { execFileSync } from "node:child_process";

interface Process {
  pid: number;
  parent: number;
  group: number;
}

/** A process of ours and everything that it started, itself first. */
export function treeOf(root: number): Process[] {
  const all = execFileSync("ps", ["-A", "-o", "pid=,ppid=,pgid="], { encoding: "utf8" })
    .trim()
    .split("\n")
    .map((line) => line.trim().split(/\s+/).map(Number))
    .map(([pid = 0, parent = 0, group = 0]) => ({ pid, parent, group }));
  const tree = all.filter(({ pid }) => pid === root);
  for (const { pid } of tree) tree.push(...all.filter(({ parent }) => parent === pid));
  return tree;
}

/**
 * `kill -9` of a process of ours with all that it started: first the groups that one of them leads (the site's guard
 * leads one), then each by itself. A group led by a stranger is never touched. Gives the ids of the killed.
 */
export function killTree(root: number): number[] {
  const tree = treeOf(root);
  const pids = tree.map(({ pid }) => pid);
  const led = [...new Set(tree.map(({ group }) => group))].filter((group) => pids.includes(group));
  for (const group of led) kill(-group);
  for (const pid of pids) kill(pid);
  return pids;
}

/** Whether one of these processes still runs. Zombies count: they are gone as soon as they are reaped. */
export function isAnyAlive(pids: readonly number[]): boolean {
  return pids.some((pid) => {
    try {
      return process.kill(pid, 0);
    } catch {
      return false;
    }
  });
}

function kill(target: number): void {
  try {
    process.kill(target, "SIGKILL");
  } catch {
    // Gone already.
  }
}
