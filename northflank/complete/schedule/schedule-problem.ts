const macros = new Set(['@hourly', '@daily', '@weekly', '@monthly', '@yearly', '@annually']);

interface Field {
  readonly name: string;
  readonly from: number;
  readonly to: number;
}

const fields: readonly Field[] = [
  { name: 'minute', from: 0, to: 59 },
  { name: 'hour', from: 0, to: 23 },
  { name: 'day of month', from: 1, to: 31 },
  { name: 'month', from: 1, to: 12 },
  { name: 'day of week', from: 0, to: 6 },
];

/** What is wrong with a cron schedule as Northflank takes it, in words; undefined when nothing is. */
export function scheduleProblem(schedule: string): string | undefined {
  const text = schedule.trim();
  if (text.startsWith('@')) return macros.has(text) ? undefined : `is no word it knows; ${[...macros].join(', ')} are`;
  const parts = text.split(/\s+/);
  if (parts.length !== fields.length) {
    return `needs five fields (minute, hour, day of month, month, day of week) and has ${text === '' ? 0 : parts.length}`;
  }
  for (const [index, field] of fields.entries()) {
    const problem = fieldProblem(parts[index] ?? '', field);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

function fieldProblem(text: string, { name, from, to }: Field): string | undefined {
  for (const item of text.split(',')) {
    const read = /^(?:\*|(\d{1,4})(?:-(\d{1,4}))?)(?:\/(\d{1,4}))?$/.exec(item);
    if (!read)
      return `has a ${name} that is neither *, a number, a range (1-5), a step (*/15) nor a list of these; names such as MON are not taken`;
    const [first, last, step] = read.slice(1).map((number) => (number === undefined ? undefined : Number(number)));
    for (const number of [first, last]) {
      if (number !== undefined && (number < from || number > to)) return `has a ${name} outside ${from} to ${to}`;
    }
    if (first !== undefined && last !== undefined && first > last)
      return `has a range in its ${name} that ends before it begins`;
    if (step === 0) return `has a step of 0 in its ${name}`;
  }
  return undefined;
}
