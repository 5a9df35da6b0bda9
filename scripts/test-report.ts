import { readFileSync } from "node:fs";

export interface Tally {
  passed: number;
  failed: number;
  /** A line for each failure: the file, the test and the first line of what went wrong. */
  failures: readonly string[];
}

/** What is read of vitest's JSON report. */
interface Report {
  numPassedTests: number;
  testResults: FileReport[];
}

interface FileReport {
  name: string;
  status: string;
  message: string;
  assertionResults: { status: string; fullName: string; failureMessages: string[] }[];
}

/** Counts the tests of a vitest run; a file that failed outside its tests counts as one, and so does any other failure. */
export function tallyOf(reportPath: string, isFailure: boolean): Tally {
  const report = readReport(reportPath);
  if (!report) return { passed: 0, failed: 1, failures: ["a run without a report"] };
  const failures = report.testResults.flatMap(failuresOf);
  if (failures.length === 0 && isFailure) failures.push("a run that failed outside its tests: see above");
  return { passed: report.numPassedTests, failed: failures.length, failures };
}

function failuresOf({ name, status, message, assertionResults }: FileReport): string[] {
  const file = name.slice(name.lastIndexOf("/test/") + 1);
  const failed = assertionResults.filter((test) => test.status === "failed");
  if (failed.length > 0) {
    return failed.map((test) => `${file} > ${test.fullName}: ${firstLine(test.failureMessages.join("\n"))}`);
  }
  return status === "failed" ? [`${file}: ${firstLine(message)}`] : [];
}

function firstLine(message: string): string {
  return message.trim().split("\n", 1).join("").slice(0, 300);
}

function readReport(path: string): Report | undefined {
  try {
    return JSON.parse(readFileSync(path, "utf8")) as Report;
  } catch {
    return undefined;
  }
}
