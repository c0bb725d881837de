/** Members of requests and answers, at any depth, whose members are secrets by their names. */
export const valuesByName: ReadonlySet<string> = new Set(['runtimeEnvironment', 'buildArguments']);

/** Members whose members are files: what is in `data` is secret. */
export const filesByName: ReadonlySet<string> = new Set(['runtimeFiles', 'buildFiles', 'dockerSecretMounts']);

/** What stands in the place of a secret. */
export const hidden = '********';
