import { asText } from './templates.mjs';

/**
 * A value that stands alone where a document has `"{{x}}"`. The facts do not say whether it keeps its type there, nor
 * what is left when there is none, so either is right: the value or its text; null, empty or left out.
 */
export class Inserted {
  constructor(value) {
    this.value = value;
  }

  accepts(got, equal) {
    if (this.value === undefined) return got === undefined || got === null || got === '';
    return equal(this.value, got) || got === asText(this.value);
  }
}
