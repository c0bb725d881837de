/** Codes that say why an entry is left out though they are warnings: its twin is served. */
const twins = new Set(['duplicate-route', 'duplicate-tool']);

/** What Capstan may answer to a call it was right to refuse. */
export const rightfulRefusals = new Set(['unsupported-authentication', 'unsupported', 'status-501']);

/** The code of the first diagnostic that explains why a document is not run. */
export function documentRefusal(diagnostics) {
  return (diagnostics.find(({ severity }) => severity === 'error') ?? diagnostics[0])?.code;
}

/**
 * The code of the diagnostic that best explains why an entry is not served: one that speaks of the entry, of the operation
 * it calls or of that one's namespace, else any error of the document; undefined when nothing was said.
 */
export function entryRefusal(entry, diagnostics) {
  const reasons = diagnostics.filter(({ severity, code }) => severity === 'error' || twins.has(code));
  const [namespace, operation] = [entry.call?.split('.')[0], entry.call?.split('.').slice(1).join('.')];
  const words = [entry.call, entry.name, entry.path, operation, namespace].filter(Boolean);
  for (const word of words) {
    const found = reasons.find(({ message }) => message.includes(word));
    if (found) return found.code;
  }
  return reasons[0]?.code;
}
