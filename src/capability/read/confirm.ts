import { confirmPolicies, isConfirmPolicy, type ConfirmPolicy } from '../confirm.ts';
import type { Reader } from '../reader.ts';

/** `confirm:` of a tool, a key of Capstan's own for documents and overlays. What cannot be read asks for the most. */
export function readConfirm(tool: Reader): ConfirmPolicy | undefined {
  const written = tool.value('confirm');
  if (written === undefined || isConfirmPolicy(written)) return written;
  // YAML 1.1 habits: `confirm: no`, `confirm: true`.
  if (written === false) return 'off';
  if (written === true) return 'require';
  tool.report('wrong-type', `\`${tool.path}.confirm\` is ${JSON.stringify(written)}; a person is asked each time.`, {
    key: 'confirm',
    fix: `Write one of ${confirmPolicies.join(', ')}.`,
  });
  return 'require';
}
