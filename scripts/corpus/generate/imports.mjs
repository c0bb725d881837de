/** Moves what a document consumes to a file beside it, and imports it from there. */
export function withImport(document, fileName, { chance, pick }) {
  const { consumes } = document.capability ?? {};
  if (!consumes || consumes.length !== 1) return { document };
  const [consume] = consumes;
  const key = document.ikanos === undefined ? 'location' : 'from';
  const location = pick(['./', '', 'file:///./']) + fileName;
  const isRenamed = chance(0.3);
  const entry = {
    import: consume.namespace,
    [key]: location,
    ...(isRenamed ? { as: `${consume.namespace}-own` } : {}),
  };
  const text = JSON.stringify(document.capability.exposes ?? []);
  const exposes = JSON.parse(
    isRenamed ? text.replaceAll(`"call":"${consume.namespace}.`, `"call":"${consume.namespace}-own.`) : text,
  );
  const version = document.ikanos === undefined ? { naftiko: document.naftiko } : { ikanos: document.ikanos };
  const shared = { ...version, [pick(['consumes', 'capability'])]: undefined, consumes: [consume] };
  return { document: { ...document, capability: { ...document.capability, consumes: [entry], exposes } }, shared };
}
