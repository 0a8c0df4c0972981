import { fault, type Rule } from "./rule";

/** Local state locks nobody out, so it is for development alone. */
export const sharedState: Rule = (context) => {
  const { stage, state } = context.specification;
  if (state.backend !== "local" || stage === "development") return [];
  return [
    fault(
      context,
      ["state", "backend"],
      `got local in ${stage}, expected s3, pg or http: a local state has no lock between people`,
    ),
  ];
};
