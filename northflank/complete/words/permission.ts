/** `ps_jobs_deployment_view-observability` → `Project > Jobs > Deployment > View observability`, with the name it has in errors. */
export function permissionInWords(name: string): string {
  const [scope, ...rest] = name.split('_');
  const words = rest.map((part) => capitalised(part.replaceAll('-', ' ')));
  return scope === 'ps' && words.length > 0 ? `Project > ${words.join(' > ')} (${name})` : name;
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
