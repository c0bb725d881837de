/** Counts of documents by class and of operations by face and class; refusals by code too. */
export function createTotals() {
  const documents = new Map();
  const operations = { rest: new Map(), mcp: new Map() };
  let slowest = { ms: 0 };
  return {
    add(result) {
      count(documents, labelOf(result));
      for (const operation of result.operations) count(operations[operation.face], labelOf(operation));
      if (result.ms > slowest.ms) slowest = { document: result.document, ms: result.ms };
    },
    get hasWrong() {
      return [...documents.keys(), ...operations.rest.keys(), ...operations.mcp.keys()].some(
        (label) => label === 'wrong',
      );
    },
    summary: () => ({
      documents: Object.fromEntries(documents),
      rest: Object.fromEntries(operations.rest),
      mcp: Object.fromEntries(operations.mcp),
      slowest,
    }),
  };
}

function labelOf({ class: kind, code }) {
  return kind === 'refused' ? `refused: ${code ?? 'without a reason'}` : kind;
}

function count(counts, label) {
  counts.set(label, (counts.get(label) ?? 0) + 1);
}
