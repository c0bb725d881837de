/** What nobody was there to catch since it was last asked for. */
export const surprises = [];

process.on('uncaughtException', (error) => surprises.push(error));
process.on('unhandledRejection', (error) => surprises.push(error));
