/** What a user sets instead of a default, by the id of the assumption: a number, or low, mid and high. */
export type AssumptionOverrides = Readonly<Record<string, number | { readonly low: number; readonly mid: number; readonly high: number }>>;
