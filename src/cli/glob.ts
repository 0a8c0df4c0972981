/** Whether a name fits a pattern in which `*` stands for any text and `?` for one character, as in `cdktf deploy 'prod-*'`. */
export function matchesGlob(name: string, pattern: string): boolean {
  const source = pattern
    .replace(/[\\^$.|+()[\]{}]/g, "\\$&")
    .replaceAll("*", ".*")
    .replaceAll("?", ".");
  return new RegExp(`^${source}$`, "s").test(name);
}
