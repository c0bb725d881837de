import { isTemplate } from '../../expression/template.ts';
import type { Capability, Consume, Expose, Parameter } from '../model.ts';
import { credentialFields, secretFields } from './credential-fields.ts';
import { operationName } from './consumed-operations.ts';
import { reportFindings, type Finding } from './findings.ts';
import type { Rule } from './rule.ts';

/** A credential written into the document is known to everybody who can read the document. */
export const plainSecret: Rule = ({ consumes, exposes }: Capability, report) => {
  reportFindings(
    report,
    'plain-secret',
    [...consumes.flatMap(inConsume), ...exposes.flatMap(inAuthentication)],
    (names) => ({
      message: `Credentials are written into the document as plain text: ${names}. Whoever can read the document has them.`,
      fix: 'Write the name of a variable there, in double braces, list it under `binds:`, and revoke a credential that was published.',
    }),
  );
};

function inAuthentication({ namespace, authentication, place }: Consume | Expose): readonly Finding[] {
  const fields = credentialFields(authentication).filter(([key, text]) => secretFields.has(key) && isPlain(text));
  return fields.map(([key]) => ({ what: `\`${key}\` in the authentication of ${namespace}`, place }));
}

function inConsume(consume: Consume): readonly Finding[] {
  const { operations } = consume;
  return [
    ...inAuthentication(consume),
    ...operations.flatMap((operation) =>
      operation.parameters
        .filter(isPlainCredential)
        .map(({ name }) => ({ what: `\`${name}\` of ${operationName(operation)}`, place: operation.place })),
    ),
  ];
}

/** Names under which APIs take credentials as ordinary parameters. */
const credentialName = /^(?:authorization|proxy-authorization|(?:x-)?api[-_]?key|(?:x-)?(?:auth|access)[-_]?token)$/i;

function isPlainCredential({ name, constant }: Parameter): boolean {
  return typeof constant === 'string' && credentialName.test(name) && isPlain(constant);
}

function isPlain(text: string): boolean {
  return text.trim() !== '' && !isTemplate(text);
}
