/**
 * The schemas of the SDK server's tools: the shape of Capstan's, with fewer of the constraints, which favours the SDK.
 */
import { fromJsonSchema } from '@modelcontextprotocol/server';

const text = { type: 'string' };
const flag = { type: 'boolean' };
const textMap = { type: 'object', additionalProperties: text };

/** @param {Record<string, object>} properties @param {string[]} required */
const closed = (properties, required) => ({ type: 'object', properties, required, additionalProperties: false });

/** @param {Record<string, object>} properties @param {string[]} required */
const open = (properties, required) => ({ type: 'object', properties, required });

const deployment = open({ external: closed({ imagePath: text, credentials: text }, ['imagePath']) }, []);

const newJob = closed(
  {
    name: { ...text, minLength: 3, maxLength: 52 },
    description: { ...text, maxLength: 200 },
    tags: { type: 'array', items: text },
    billing: closed({ deploymentPlan: text, buildPlan: text }, ['deploymentPlan']),
    deployment,
    disabledCI: flag,
    runtimeEnvironment: textMap,
    buildArguments: textMap,
    settings: closed(
      {
        backoffLimit: { type: 'integer', minimum: 0 },
        activeDeadlineSeconds: { type: ['integer', 'null'], minimum: 1 },
        runOnSourceChange: { enum: ['never', 'cd-promote', 'always'] },
        cron: closed({ schedule: text, suspended: flag, concurrencyPolicy: { enum: ['allow', 'forbid', 'replace'] } }, [
          'schedule',
          'concurrencyPolicy',
        ]),
      },
      ['backoffLimit'],
    ),
  },
  ['name', 'billing'],
);

const runOverrides = closed(
  { runtimeEnvironment: textMap, billing: closed({ deploymentPlan: text }, ['deploymentPlan']), deployment },
  [],
);

const jobSummary = open(
  {
    id: text,
    projectId: text,
    appId: text,
    name: text,
    tags: { type: 'array', items: text },
    jobType: { enum: ['manual', 'cron'] },
  },
  ['id', 'name', 'jobType'],
);

const jobPage = open(
  {
    data: open({ jobs: { type: 'array', items: jobSummary } }, ['jobs']),
    pagination: open({ hasNextPage: flag, cursor: text, count: { type: 'integer' } }, []),
  },
  ['data'],
);

export const listJobsInput = fromJsonSchema(closed({ projectId: text }, ['projectId']));
export const createJobInput = fromJsonSchema(closed({ projectId: text, body: newJob }, ['projectId', 'body']));
export const runJobInput = fromJsonSchema(
  closed({ projectId: text, jobId: text, body: runOverrides }, ['projectId', 'jobId']),
);
export const listJobsOutput = fromJsonSchema(jobPage);
export const resultOutput = fromJsonSchema(open({ data: { type: 'object' } }, ['data']));
