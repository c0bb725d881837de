/** `error`: this part can't run. `warning`: it runs, but look. `note`: something was inferred or left out, as documented. */
export type Severity = 'error' | 'warning' | 'note';

/**
 * Every code Capstan can say, with its one-line meaning. Codes are stable: scripts match on them.
 * `docs/errors.md` explains each one; a test fails when one is missing there.
 */
export const failures = {
  'unknown-route': 'Nothing is served at this path.',
  'method-not-allowed': 'The path exists, but not with this method.',
  'invalid-input': 'A parameter is missing, unknown or not as it must be.',
  'invalid-json': 'The request body is not JSON.',
  'missing-body': 'The operation needs a request body and none came.',
  'invalid-body': 'The request body does not fit the contract.',
  'unsupported-media-type': 'The request body is not of a type the operation takes.',
  'body-too-large': 'The request body is over the size limit.',
  'host-not-allowed': 'The Host header names a host this server does not answer for.',
  'origin-not-allowed': 'The request comes from a web page of another origin.',
  'caller-not-authenticated': 'The caller did not show the credential this server asks for.',
  'too-many-calls': 'The caller has made as many calls as it may for now.',
  'caller-not-permitted': 'The token of the caller does not allow this.',
  'authorization-server-unavailable': 'The authorization server could not say whether a token is good.',
  'confirmation-missing': 'A person must confirm the call, and did not or could not; nothing was sent.',
  'missing-secret': 'A secret the call needs has no value; nothing was sent.',
  'missing-variable': 'A variable the request needs has no value; nothing was sent.',
  'unsupported-body': 'The document asks for a request body Capstan cannot send; nothing was sent.',
  'missing-base-uri': 'The address of the consumed API is not known; nothing was sent.',
  'unsupported-authentication': 'The document asks for an authentication Capstan cannot do yet; nothing was sent.',
  'token-refused': 'The authorization server gave no token; nothing was sent to the API.',
  'upstream-refused': 'The consumed API answered with an error status.',
  'upstream-unreachable': 'The consumed API could not be reached.',
  'upstream-timeout': 'The consumed API did not answer in time.',
  'upstream-broken': 'The consumed API broke off its answer, or answered what cannot be read.',
  'outcome-unknown': 'The call was sent and no answer came: it may or may not have happened.',
  'not-done': 'The call was sent and no answer came; a look at the API showed that it did not take effect.',
  'key-reused': 'The idempotency key named another request before; nothing was sent.',
  'over-limit': 'The call is beyond a limit this server was started with; nothing was sent.',
  'answer-too-large': 'The answer is over the size limit.',
  'file-unreadable': 'A file that is served can no longer be read.',
  canceled: 'The caller went away before the call was finished.',
  'internal-error': 'A defect in Capstan.',
} as const;

export type FailureCode = keyof typeof failures;

export const diagnostics = {
  'not-yaml': { severity: 'error', meaning: 'The text is not YAML.' },
  'empty-document': { severity: 'error', meaning: 'The text holds nothing.' },
  'not-a-mapping': { severity: 'error', meaning: 'The YAML is a list or a single value.' },
  'not-a-capability': { severity: 'error', meaning: 'The YAML is not a capability document.' },
  'several-documents': { severity: 'warning', meaning: 'The text holds several YAML documents; one of them is used.' },
  'text-around-document': { severity: 'note', meaning: 'The document was found within a longer text.' },
  truncated: { severity: 'warning', meaning: 'The document was cut off where it was published.' },
  'not-an-overlay': { severity: 'error', meaning: 'The file is not an OpenAPI Overlay 1.0 document.' },
  'overlay-target': { severity: 'error', meaning: 'The target of an overlay action is not a JSONPath Capstan reads.' },
  'overlay-no-match': { severity: 'warning', meaning: 'The target of an overlay action is not in the document.' },
  'wrong-type': { severity: 'error', meaning: 'A value is not of the kind its place asks for.' },
  'misspelt-key': { severity: 'warning', meaning: 'A key is much like one that is known here, and is not.' },
  'missing-key': { severity: 'error', meaning: 'A key that is needed is missing.' },
  'unknown-version': { severity: 'warning', meaning: 'The specification version is not one Capstan knows.' },
  'no-servers': { severity: 'error', meaning: 'The document exposes nothing that could be served.' },
  unsupported: {
    severity: 'error',
    meaning: 'The document uses a feature this release cannot run; that part is left out.',
  },
  'unknown-call': {
    severity: 'error',
    meaning: 'A call names an operation that is not consumed; the entry is left out.',
  },
  'calls-nothing': {
    severity: 'error',
    meaning: 'An exposed entry has no call, steps, reference or outputs; it is left out.',
  },
  'unknown-ref': { severity: 'error', meaning: 'A `ref` names no flow of an aggregate; the entry is left out.' },
  'unknown-source': {
    severity: 'error',
    meaning: 'A tool of a skill is `from` something that is not exposed; it is left out.',
  },
  'unknown-step': { severity: 'error', meaning: 'A lookup names no step before it; the entry is left out.' },
  'import-failed': { severity: 'error', meaning: 'An import cannot be resolved; what it stands for is left out.' },
  'bind-unreadable': {
    severity: 'warning',
    meaning: 'The file of a bind cannot be read; its variables may still be set elsewhere.',
  },
  'unsupported-bind': {
    severity: 'warning',
    meaning: 'Variables without a value are to come from a source that Capstan cannot read.',
  },
  'ambiguous-call': { severity: 'warning', meaning: 'A call names an operation that is there more than once.' },
  'duplicate-tool': { severity: 'warning', meaning: 'Two tools have the same name; the first is served.' },
  'duplicate-resource': { severity: 'warning', meaning: 'Two resources have the same URI; the first is served.' },
  'duplicate-prompt': { severity: 'warning', meaning: 'Two prompts have the same name; the first is served.' },
  'duplicate-skill': { severity: 'warning', meaning: 'Two skills have the same name; the first is served.' },
  'skill-renamed': { severity: 'warning', meaning: 'A skill name is not one that agents take; a near one is used.' },
  'tool-renamed': { severity: 'warning', meaning: 'A tool name is not one that clients take; a near one is used.' },
  'duplicate-route': {
    severity: 'warning',
    meaning: 'Two operations have the same method and path; the first is served.',
  },
  'inferred-path-parameter': {
    severity: 'note',
    meaning: 'A placeholder of the consumed path is declared nowhere; it is a required input.',
  },
  'inferred-body-variable': {
    severity: 'note',
    meaning: 'A template in a written body is declared nowhere; it is an optional input.',
  },
  'unplaced-parameter': {
    severity: 'warning',
    meaning: 'A parameter is `in: path`, but the path has no place for it; it is not sent.',
  },
  'inferred-inputs': {
    severity: 'note',
    meaning: 'The inputs of an exposed operation were inferred from what it calls.',
  },
  'invalid-uri': { severity: 'error', meaning: 'A resource has a URI nobody can ask for; it is left out.' },
  'unfilled-input': {
    severity: 'error',
    meaning: 'A resource needs a value that its URI has no place for; it is left out.',
  },
  'unused-key': { severity: 'warning', meaning: 'A key has no effect, because another one decides.' },
  'file-unreadable': {
    severity: 'error',
    meaning: 'A file or folder that a resource, prompt or skill names cannot be read; it is left out.',
  },
  'folder-cut': { severity: 'note', meaning: 'A folder has more files than are served.' },
  'lossy-path': {
    severity: 'warning',
    meaning: 'The exposed path lacks a value that the consumed path needs; it is taken from the query.',
  },
  'unused-placeholder': { severity: 'warning', meaning: 'A placeholder of the exposed path feeds nothing.' },
  'unknown-argument': { severity: 'warning', meaning: 'A `with` key names no parameter of the consumed operation.' },
  'literal-argument': { severity: 'note', meaning: 'A `with` value is no reference; it is passed as it is written.' },
  'missing-secret': { severity: 'warning', meaning: 'A secret has no value; calls that need it are refused.' },
  'missing-variable': { severity: 'warning', meaning: 'A variable has no value; calls that need it are refused.' },
  'missing-base-uri': {
    severity: 'error',
    meaning: 'The address of a consumed API is missing or has unfilled placeholders.',
  },
  'unsupported-authentication': {
    severity: 'error',
    meaning: 'The authentication type cannot be done yet; calls that need it are refused.',
  },
  'unchecked-scopes': {
    severity: 'warning',
    meaning: 'Scopes are asked for where callers show no token that could hold them.',
  },
  'address-ignored': {
    severity: 'note',
    meaning: 'The document asks to listen beyond this machine; only --host does that.',
  },
  'invalid-expression': { severity: 'error', meaning: 'A JSONPath or template cannot be read.' },
  'contract-unreadable': { severity: 'error', meaning: 'The contract is not an OpenAPI description Capstan reads.' },
  'contract-no-match': {
    severity: 'note',
    meaning: 'The contract does not describe a consumed operation; it stays untyped.',
  },
  'undeclared-variable': {
    severity: 'note',
    meaning: 'A variable that no bind lists is taken from the environment by its own name.',
  },
  'plain-secret': { severity: 'warning', meaning: 'A credential is written into the document as plain text.' },
  'plain-http': { severity: 'warning', meaning: 'Credentials leave for another network over http.' },
  'malformed-schema': { severity: 'warning', meaning: 'What is said about an input makes no sense.' },
  'unsafe-pattern': {
    severity: 'warning',
    meaning: 'A pattern can take exponential time, so it is not checked.',
  },
  'name-in-two-places': {
    severity: 'note',
    meaning: 'Parameters of one operation share a name; one value goes to each.',
  },
  'odd-path': { severity: 'note', meaning: 'A path holds something that a path should not.' },
  'header-overridden': {
    severity: 'note',
    meaning: 'A header is declared as an input, but Capstan writes it itself.',
  },
  'body-on-get': { severity: 'note', meaning: 'An operation takes a body with a method that usually has none.' },
  'argument-renamed': {
    severity: 'note',
    meaning: 'The name of an input is not one that model APIs take; tools show a near one.',
  },
  'inputs-shortened': {
    severity: 'note',
    meaning: 'A tool’s inputs are described at too great length to be shown whole.',
  },
  'mcp-header-ignored': {
    severity: 'warning',
    meaning: 'An `x-mcp-header` stands where it may not stand; it is left out.',
  },
  'too-many-tools': { severity: 'note', meaning: 'An MCP server has more tools than many clients take.' },
  'thin-description': { severity: 'note', meaning: 'A tool has no description.' },
} as const satisfies Readonly<Record<string, { readonly severity: Severity; readonly meaning: string }>>;

export type DiagnosticCode = keyof typeof diagnostics;
