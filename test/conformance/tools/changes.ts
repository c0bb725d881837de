import type { CustomTool, ExtendedServer } from '../../../src/index.ts';
import { says, tool } from './tool.ts';

/** Tools that have the server say that something of it has changed. */
export function changeTools({ changed }: ExtendedServer): readonly CustomTool[] {
  return (['tool', 'prompt'] as const).map((kind) =>
    tool(`test_trigger_${kind}_change`, `Says that the list of ${kind}s has changed.`, async () => {
      changed({ kind: `${kind}s` });
      return says('Whoever listens has heard it.');
    }),
  );
}
