/** A number as JSON can say it; `NaN`, `Infinity` and `-Infinity` are texts, as in protobuf's JSON mapping. */
export function finite(value: number): number | string {
  return Number.isFinite(value) ? value : String(value);
}

/** A 64-bit integer: a number where that is exact, text beyond. */
export function exact(value: bigint): number | string {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : String(value);
}
