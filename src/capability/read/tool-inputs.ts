import type { Input } from '../model.ts';
import type { Reader } from '../reader.ts';
import { readSchema } from './parameter.ts';

/** The inputs that a tool or a flow declares itself; they need a value unless they say otherwise. */
export function readToolInputs(tool: Reader): readonly Input[] {
  return tool.entries('inputParameters').flatMap(({ name, reader }) => {
    if (name === undefined) {
      reader.report('missing-key', `The input at \`${reader.path}\` has no name.`, { fix: 'Add `name:` here.' });
      return [];
    }
    return [{ name, in: 'query', required: reader.flag('required') ?? true, schema: readSchema(reader) }];
  });
}
