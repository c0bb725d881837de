import { json, type Answer } from './answer.ts';
import type { Permission } from './permissions.ts';

/** Which messages there are, by the dotted path of the field they speak of. */
export type Details = Readonly<Record<string, readonly string[]>>;

/** An error as the API reports it. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly status: number;
  readonly id: string | undefined;
  readonly details: Details | { readonly requiredPermission: string } | undefined;

  constructor(
    status: number,
    message: string,
    more: { readonly id?: string; readonly details?: NonNullable<ApiError['details']> } = {},
  ) {
    super(message);
    this.status = status;
    this.id = more.id;
    this.details = more.details;
  }
}

/** Where the real API's words are not known, these are our own: among them those for 404 (but the route's), 413 and 429. */
export const errors = {
  unauthorized: () => new ApiError(401, 'Unauthorized'),
  lacksPermission: (requiredPermission: Permission) =>
    new ApiError(401, 'The API token does not have permission to access this resource.', {
      details: { requiredPermission },
    }),
  unknownRoute: () => new ApiError(404, 'Not found. The requested route does not exist'),
  noProject: () => new ApiError(404, 'Project not found'),
  noJob: () => new ApiError(404, 'Job not found'),
  noRun: () => new ApiError(404, 'Job run not found'),
  noBuild: () => new ApiError(404, 'Build not found'),
  noDeploymentPlan: () => new ApiError(404, 'Deployment plan not found'),
  noBuildPlan: () => new ApiError(404, 'Build plan not found'),
  sameId: () => new ApiError(409, 'There is already a job with the same derived identifier'),
  noDeployment: () => new ApiError(409, 'No deployment configured'),
  noRepository: () => new ApiError(409, 'The job is not built from a repository'),
  alreadyConcluded: () => new ApiError(409, 'The job run has already concluded'),
  buildConcluded: () => new ApiError(409, 'The build has already concluded'),
  notPaused: () => new ApiError(409, 'The job could not be resumed as it is not paused.'),
  cronOnly: () => new ApiError(409, 'Setting can only be modified for cron jobs.'),
  manualOnly: () => new ApiError(409, 'The job is not a manual job.'),
  tooManyRequests: () => new ApiError(429, 'Too many requests'),
  tooLarge: () => new ApiError(413, 'Request body is too large'),
  invalid: (details: Details) =>
    new ApiError(400, 'Request failed payload validation - see details.', {
      id: 'nf-invalid-request-body',
      details,
    }),
} as const;

/** The envelope all errors come in, apart from that of a wrong method. */
export function errorAnswer({ status, message, id, details }: ApiError): Answer {
  return json(status, {
    error: { status, message, ...(id !== undefined && { id }), ...(details !== undefined && { details }) },
  });
}
