import type { Problem } from "./problems.ts";

/** What is wrong with a field, said beside it. */
export function ProblemNote({ problems, field }: { problems: Problem[]; field: Problem["field"] }) {
  const own = problems.filter((problem) => problem.field === field);
  if (own.length === 0) return null;
  return (
    <strong class="wrong" role="alert" id={`${field}-wrong`}>
      {own.map(({ message }) => message).join(" ")}
    </strong>
  );
}

/** What a field says of itself where something is wrong with it. */
export function faultOf(problems: Problem[], field: Problem["field"]) {
  const isWrong = problems.some((problem) => problem.field === field);
  return isWrong ? { "aria-invalid": "true" as const, "aria-describedby": `${field}-wrong` } : {};
}
