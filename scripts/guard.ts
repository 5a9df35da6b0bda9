/**
 * Runs a program as the head of its own process group, and ends the whole group when stdin closes: when `npm start`
 * stops, or is killed. Without it workerd would live on and keep the port.
 */
import { spawn } from "node:child_process";

const PATIENCE_MS = 4_000;
const [program = "", ...args] = process.argv.slice(2);

function killGroup(): void {
  process.kill(-process.pid, "SIGKILL");
}

function end(): void {
  process.kill(-process.pid, "SIGTERM");
  setTimeout(killGroup, PATIENCE_MS);
}

// This process outlasts the polite signal that it sends to its own group.
for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"] as const) process.on(signal, () => {});
process.stdin.resume().once("close", end);
spawn(process.execPath, [program, ...args], { stdio: ["ignore", "inherit", "inherit"] }).once(
  "exit",
  killGroup,
);
