import { usageError } from './exit.ts';

/** For an option that may be given any number of times: the values so far and one more. */
export function repeated(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value];
}

/** A parser for an option that takes a whole number of at least `least`. */
export function wholeNumber(option: string, least: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (Number.isSafeInteger(value) && value >= least) return value;
    throw usageError(`${option} takes a whole number of at least ${least}, not \`${text}\`.`);
  };
}

/** A parser for an option that takes a number over 0. */
export function positiveNumber(option: string): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (Number.isFinite(value) && value > 0) return value;
    throw usageError(`${option} takes a number over 0, not \`${text}\`.`);
  };
}
