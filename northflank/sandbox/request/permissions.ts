/**
 * What a token may be allowed to do, as errors name it. Of these names the API's public traces show only
 * `ps_jobs_deployment_view-observability`; the others follow its pattern and the words of the API reference.
 */
export const permissions = [
  'ps_projects_manage_read',
  'ps_jobs_general_create',
  'ps_jobs_general_read',
  'ps_jobs_general_update',
  'ps_jobs_general_delete',
  'ps_jobs_deployment_deploy-build',
  'ps_jobs_deployment_scale-job',
  'ps_jobs_deployment_view-observability',
  'ps_services_deployment_update-deployment',
  'ps_secrets_jobs_read',
  'ps_secrets_jobs_update',
] as const;

export type Permission = (typeof permissions)[number];

const seeing: readonly Permission[] = [
  'ps_projects_manage_read',
  'ps_jobs_general_read',
  'ps_jobs_deployment_view-observability',
];

/** Roles by their name. */
export const roles: Readonly<Record<string, readonly Permission[]>> = {
  admin: permissions,
  /** The API starts runs for whoever may read jobs, so this one can do that too. */
  'read-only': seeing,
  deployer: [
    ...seeing,
    'ps_jobs_general_update',
    'ps_jobs_deployment_deploy-build',
    'ps_jobs_deployment_scale-job',
    'ps_services_deployment_update-deployment',
  ],
};
