import packageJson from '../../package.json' with { type: 'json' };

/** Capstan's own version. */
export const version: string = packageJson.version;
