/** A piece of Markdown that its lines make together. */
export type Block =
  | { readonly kind: 'heading'; readonly level: number; readonly text: string }
  | { readonly kind: 'table'; readonly headers: readonly string[]; readonly rows: readonly (readonly string[])[] }
  | { readonly kind: 'text'; readonly text: string };

/** What a line begins, when it begins anything: the block, and the index of the line after it. */
export type Begun = { readonly block: Block; readonly next: number } | undefined;
