import { slug } from '../../expression/placeholders.ts';
import type { Reader } from '../reader.ts';
import type { AggregateFlow } from '../scope.ts';

/** The flows of the aggregates, by the `namespace.flow` under which they are referred to. */
export function readAggregates(parts: readonly Reader[]): ReadonlyMap<string, AggregateFlow> {
  const flows = new Map<string, AggregateFlow>();
  for (const { name: key, reader } of parts.flatMap((part) => part.entries('aggregates'))) {
    if (reader.has('import')) continue; // it could not be resolved, which was said then
    const namespace = reader.text('namespace') ?? key ?? slug(reader.textOf('display', 'label') ?? '');
    for (const section of ['flows', 'functions']) {
      for (const { name, reader: flow } of reader.entries(section)) {
        if (name === undefined)
          flow.report('missing-key', `\`${flow.path}\` has no name.`, { fix: 'Add `name:` here.' });
        else flows.set(`${namespace}.${name}`, { namespace, name, reader: flow });
      }
    }
  }
  return flows;
}
