/**
 * Evaluates a text expression once and gives it a name: an expression written out wherever its value is
 * needed grows beyond what the engine can plan.
 */
export const once = (sql: string, name: string, body: (value: string) => string): string =>
  `list_transform([${sql}], lambda ${name}: ${body(name)})[1]`;
