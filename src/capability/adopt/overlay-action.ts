/** An action of an overlay (OpenAPI Overlay Specification 1.0): what is merged into the mapping that the target finds. */
export interface OverlayAction {
  readonly target: string;
  readonly description: string;
  readonly update: Readonly<Record<string, unknown>>;
}

/** How a document writes what has a name: as a list of mappings, or as a mapping by name. */
export type NamedForm = 'list' | 'map';
