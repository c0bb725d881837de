import type { FieldProblem, Json } from '../../../src/index.ts';
import { isObject, memberAt } from '../outcomes.ts';

type Body = Readonly<Record<string, Json>>;

/** Mistakes that people and models make with the body of a job, each with what was meant; in words that quote no value. */
export function mistakesInJob(body: Body, isNew: boolean): readonly FieldProblem[] {
  return [
    ...wrapper(body),
    ...misplacedCron(body),
    ...capitalisedPolicy(body),
    ...(isNew ? missingLimit(body) : []),
    ...untaggedImage(body),
  ];
}

/** The same of the body of a run. */
export function mistakesInRun(body: Body): readonly FieldProblem[] {
  const command = memberAt(body, 'deployment.cmdOverride');
  return [
    ...wrapper(body),
    ...untaggedImage(body),
    ...(command === undefined
      ? []
      : [
          {
            field: 'body.deployment.cmdOverride',
            message:
              'is not taken any more; did you mean body.deployment.docker with configType customCommand and customCommand?',
          },
        ]),
  ];
}

function wrapper(body: Body): readonly FieldProblem[] {
  if (!isObject(body['overrides'])) return [];
  const names = Object.keys(body['overrides']).slice(0, 5);
  return [
    {
      field: 'body.overrides',
      message: `is not taken here; did you mean its members at the top: ${names.map((name) => `body.${name}`).join(', ') || 'body'}?`,
    },
  ];
}

const cronMembers = ['schedule', 'concurrencyPolicy', 'suspended'];

function misplacedCron(body: Body): readonly FieldProblem[] {
  const places = [
    { at: 'body', members: body },
    { at: 'body.settings', members: body['settings'] },
    { at: 'body.cron', members: body['cron'] },
  ];
  return places.flatMap(({ at, members }) =>
    isObject(members)
      ? cronMembers
          .filter((name) => name in members)
          .map((name) => ({
            field: `${at}.${name}`,
            message: `is in the wrong place; did you mean body.settings.cron.${name}?`,
          }))
      : [],
  );
}

function capitalisedPolicy(body: Body): readonly FieldProblem[] {
  const field = 'settings.cron.concurrencyPolicy';
  const policy = memberAt(body, field);
  if (typeof policy !== 'string' || policy === policy.toLowerCase()) return [];
  const meant = ['allow', 'forbid', 'replace'].filter((one) => one === policy.toLowerCase());
  const words = meant.length > 0 ? `did you mean ${meant[0]}?` : 'one of these is meant.';
  return [
    { field: `body.${field}`, message: `is written in lower case; ${words}`, allowed: ['allow', 'forbid', 'replace'] },
  ];
}

function missingLimit(body: Body): readonly FieldProblem[] {
  const settings = body['settings'];
  if (!isObject(settings) || settings['backoffLimit'] !== undefined) return [];
  return [
    {
      field: 'body.settings.backoffLimit',
      message: 'is missing: how many times a run that failed is tried again; 0 for not at all',
    },
  ];
}

function untaggedImage(body: Body): readonly FieldProblem[] {
  const field = 'deployment.external.imagePath';
  const image = memberAt(body, field);
  if (typeof image !== 'string' || /[:@]/.test(image.slice(image.lastIndexOf('/') + 1)) || image === '') return [];
  return [
    { field: `body.${field}`, message: 'has no tag; did you mean it with :latest, or better a version, at its end?' },
  ];
}
