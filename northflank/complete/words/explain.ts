import type { Failure, Inputs, UpstreamAnswer } from '../../../src/index.ts';
import { jobOf, textOf } from '../inputs.ts';
import { permissionInWords } from './permission.ts';
import { readRefusal, type Refusal } from './refusal.ts';

/** Says of a refusal of Northflank what it means and what to do, in words a model can use. */
export function explain(answer: UpstreamAnswer, inputs: Inputs, isIdempotent: boolean): Failure {
  const refusal = readRefusal(answer);
  const { status, fields } = refusal;
  const mayHaveHappened = (status >= 500 || status === 408) && !isIdempotent;
  const waits = answer.headers['x-ratelimit-reset'];
  return {
    code: 'upstream-refused',
    status,
    detail: `${inWords(refusal, inputs, typeof waits === 'string' ? waits : undefined)} (Northflank answered ${status}${refusal.id === undefined ? '' : `, ${refusal.id}`}.)`,
    retry:
      status === 429 ? 'safe' : status >= 500 || status === 408 ? (mayHaveHappened ? 'check-first' : 'safe') : 'never',
    ...(fields.length > 0 && { fields }),
  };
}

function inWords(refusal: Refusal, inputs: Inputs, waits: string | undefined): string {
  const { status, message, requiredPermission, fields } = refusal;
  if (requiredPermission !== undefined) {
    return `The API token is good, but its role lacks a permission: ${permissionInWords(requiredPermission)}. Add it to the role the token was made from; no argument can change that.`;
  }
  switch (status) {
    case 401:
      return 'Northflank does not accept the API token this server was started with: it is missing, wrong or revoked. Set NORTHFLANK_API_KEY to another one; no argument can change that.';
    case 404:
      return notFound(message, inputs);
    case 409:
      return conflict(message);
    case 429:
      return `The requests of this hour are used up${waits === undefined ? '' : `; there are new ones in ${waits} s`}.`;
    default:
      return fields.length > 0 ? 'Some fields do not fit.' : message || 'Northflank refused the call.';
  }
}

/** A path the API does not have and a thing that is not there are both 404. */
function notFound(message: string, inputs: Inputs): string {
  if (/requested route/i.test(message)) {
    return 'Northflank has no such path: the address this server calls is not that of its API, or the API has changed. No argument can change that.';
  }
  const { projectId, jobId } = jobOf(inputs);
  const runId = textOf(inputs, 'runId');
  const what =
    runId !== undefined
      ? `run ${runId} of the job ${jobId}`
      : jobId === ''
        ? `project ${projectId}`
        : `job ${jobId} in the project ${projectId}`;
  const how =
    runId !== undefined
      ? 'list-runs shows the runs there are'
      : jobId === ''
        ? 'check the project’s id'
        : 'list-jobs shows the ids there are, which are names in lower case with hyphens';
  return `There is no ${what}${message === '' ? '' : ` (“${message}”)`}; ${how}.`;
}

function conflict(message: string): string {
  if (/derived identifier/i.test(message))
    return 'There is a job with this id already: the id follows from the name. Change it with update-job, or choose another name.';
  if (/no deployment/i.test(message))
    return 'The job has nothing to run yet: give it an image with update-job (body.deployment.external.imagePath), then run it.';
  return message || 'It conflicts with how things stand.';
}
