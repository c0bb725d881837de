import { compileUriTemplate } from '../../../expression/uri-template.ts';
import type { McpResource } from './resource.ts';

export interface FoundResource {
  readonly resource: McpResource;
  readonly values: Readonly<Record<string, string>>;
}

/**
 * Compiles the way from a URI to the resource that it is of: the one that has just this URI, or else the first whose
 * template expands to it.
 *
 * @throws InvalidExpression when a template is not of level 1.
 */
export function compileResourceFinder(resources: readonly McpResource[]): (uri: string) => FoundResource | undefined {
  const fixed = new Map<string, FoundResource>();
  const templates = resources.flatMap((resource) => {
    if ('uriTemplate' in resource) return [{ resource, template: compileUriTemplate(resource.uriTemplate) }];
    if (!fixed.has(resource.uri)) fixed.set(resource.uri, { resource, values: {} });
    return [];
  });
  return (uri) => {
    const found = fixed.get(uri);
    if (found) return found;
    for (const { resource, template } of templates) {
      const values = template.match(uri);
      if (values) return { resource, values };
    }
    return undefined;
  };
}
