/** A text that a person wrote, safe from Terraform, which reads `${` and `%{` in every string of its configuration. */
export function terraformLiteral(text: string): string {
  return text.replaceAll(/([$%])\{/g, "$1$1{");
}
