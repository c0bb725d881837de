/** Prints one document's wrong and undecided operations, and with `verbose` all of them. */
export function printDocument({ document, class: kind, code, detail, operations, ms }, verbose) {
  const wrong = operations.filter((operation) => ['wrong', 'undecided'].includes(operation.class));
  if (!verbose && wrong.length === 0 && kind !== 'unread') return;
  console.log(`${document}: ${[kind, code, detail].filter(Boolean).join(' ')} (${ms} ms)`);
  for (const operation of verbose ? operations : wrong) {
    console.log(
      `  ${operation.face} ${operation.name}: ${operation.class}${operation.code ? ` ${operation.code}` : ''}`,
    );
    for (const { case: title, what, expected, got, values } of operation.problems ?? []) {
      console.log(`    ${[title, what].filter(Boolean).join(', ')}`);
      console.log(`      expected ${short(expected)}`);
      console.log(`      got      ${short(got)}`);
      if (values !== undefined) console.log(`      given    ${short(values)}`);
    }
  }
}

/** Prints the table of documents and operations by class. */
export function printSummary({ documents, rest, mcp, slowest }) {
  printColumn('documents', documents);
  const labels = [...new Set([...Object.keys(rest), ...Object.keys(mcp)])].sort();
  const width = Math.max(12, ...labels.map(({ length }) => length));
  console.log(`\n${'operations'.padEnd(width)}  ${'REST'.padStart(7)}  ${'MCP'.padStart(7)}`);
  for (const label of labels) {
    console.log(
      `${label.padEnd(width)}  ${String(rest[label] ?? 0).padStart(7)}  ${String(mcp[label] ?? 0).padStart(7)}`,
    );
  }
  if (slowest.document) console.log(`\nslowest: ${slowest.document}, ${slowest.ms} ms`);
}

function printColumn(title, counts) {
  const width = Math.max(12, ...Object.keys(counts).map(({ length }) => length));
  console.log(`\n${title.padEnd(width)}  ${'count'.padStart(7)}`);
  for (const label of Object.keys(counts).sort())
    console.log(`${label.padEnd(width)}  ${String(counts[label]).padStart(7)}`);
}

function short(value) {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? 'nothing');
  return text.length > 400 ? `${text.slice(0, 400)}… (${text.length} characters)` : text;
}
