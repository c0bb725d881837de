import type { Name } from './name.ts';

/** What a template consists of; a string is literal text. */
export type Part = string | Variable | Section;

/** `{{x}}`, `{{{x}}}` or `{{&x}}`. */
export interface Variable {
  readonly kind: 'variable';
  readonly name: Name;
  /** What to call it in a message: its name, or for `.` the section's. */
  readonly label: string;
  /** Where the tag begins, in UTF-16 units from the beginning of the template. */
  readonly offset: number;
}

/** `{{#x}}…{{/x}}`, or inverted `{{^x}}…{{/x}}`. */
export interface Section {
  readonly kind: 'section';
  readonly inverted: boolean;
  readonly name: Name;
  readonly parts: readonly Part[];
  readonly offset: number;
}
