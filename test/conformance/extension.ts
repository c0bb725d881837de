import type { ExtendMcp } from '../../src/index.ts';
import { prompts } from './prompts.ts';
import { askingTaskTools } from './tasks/asking.ts';
import { greet } from './tasks/greet.ts';
import { createJobs } from './tasks/jobs.ts';
import { timedTools } from './tasks/timed.ts';
import { askingTools } from './tools/asking.ts';
import { capabilityTools } from './tools/capabilities.ts';
import { changeTools } from './tools/changes.ts';
import { contentTools } from './tools/content.ts';
import { formTools } from './tools/forms.ts';
import { notifyingTools } from './tools/notifications.ts';
import { roundTools } from './tools/rounds.ts';
import { schemaTools } from './tools/schemas.ts';

/** What the conformance suite asks for and no document can say, plugged in as any program that embeds Capstan can. */
export const extension: ExtendMcp = (server) => {
  const jobs = createJobs();
  return {
    prompts,
    tools: [
      ...contentTools,
      ...notifyingTools,
      ...askingTools,
      ...formTools,
      ...roundTools,
      ...capabilityTools,
      ...schemaTools,
      ...changeTools(server),
      greet,
      ...timedTools(jobs),
      ...askingTaskTools(jobs),
    ],
  };
};
