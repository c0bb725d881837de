import { pathQuirks } from './paths.mjs';

/** What a document may have that an ordinary one has not, each with how probable it is. */
const probabilities = {
  'odd-names': 0.35, headers: 0.3, cookies: 0.05, constants: 0.1, environment: 0.03, 'body-on-get': 0.12, twice: 0.06, locationless: 0.03, 'body-members': 0.15,
  'odd-base-uri': 0.25, 'no-authentication': 0.2, 'unsupported-authentication': 0.06, 'odd-authentication': 0.1, 'undeclared-placeholders': 0.5,
  'operation-path': 0.1, 'null-names': 0.05, 'odd-operation-names': 0.15, 'one-operation-name': 0.08, 'duplicate-tools': 0.06, 'missing-calls': 0.12,
  head: 0.05, 'odd-format': 0.06, 'written-bodies': 0.2, 'odd-tool-names': 0.15, 'many-tools': 0.01, 'own-exposed-paths': 0.2, 'other-with-keys': 0.15, 'no-with': 0.12,
  'odd-with': 0.12, 'no-exposes': 0.03, 'same-ports': 0.05, 'no-ports': 0.05, skill: 0.06, control: 0.03, 'several-consumes': 0.1, 'odd-namespaces': 0.08, 'own-prefix': 0.15,
  'body-parts': 0.08, 'adapter-parameters': 0.1, 'outputs-missing': 0.1, mapped: 0.15, 'odd-outputs': 0.06, 'no-descriptions': 0.08, 'declared-inputs': 0.12, 'odd-methods': 0.04,
  'callers-authentication': 0.1, 'odd-info': 0.08, 'empty-sections': 0.05, 'extra-keys': 0.1, 'parts-at-root': 0.04,
};

export function chooseFeatures({ chance, pick, times }) {
  const features = new Set(Object.keys(probabilities).filter((name) => chance(probabilities[name])));
  const paths = chance(0.6) ? times(1, 3, () => pick(Object.keys(pathQuirks))) : [];
  return { features, pathQuirks: [...new Set(paths)] };
}
