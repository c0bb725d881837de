import type { Json } from '../../json/json.ts';

/** A parsed JSONPath: what to select, step by step, beginning at the root. */
export interface JsonPath {
  readonly text: string;
  readonly segments: readonly Segment[];
}

/** One step. `deep` also looks at everything below (the `..` of RFC 9535 §2.5.2). */
export interface Segment {
  readonly deep: boolean;
  readonly selectors: readonly Selector[];
}

export type Selector =
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'index'; readonly index: number }
  | { readonly kind: 'slice'; readonly start?: number; readonly end?: number; readonly step: number }
  | { readonly kind: 'wildcard' }
  | { readonly kind: 'filter'; readonly test: Condition };

export type Comparison = '==' | '!=' | '<' | '<=' | '>' | '>=';

export type Condition =
  | { readonly kind: 'and' | 'or'; readonly left: Condition; readonly right: Condition }
  | { readonly kind: 'not'; readonly condition: Condition }
  | { readonly kind: 'exists'; readonly query: Query }
  | { readonly kind: 'compare'; readonly operator: Comparison; readonly left: Operand; readonly right: Operand };

export type Operand =
  | { readonly kind: 'literal'; readonly value: Json }
  | { readonly kind: 'query'; readonly query: Query };

/** A path inside a filter: from the candidate (`@`) or from the root (`$`). */
export interface Query {
  readonly from: '@' | '$';
  readonly segments: readonly Segment[];
}
