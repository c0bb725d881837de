/** The id the API derives from a name: lower case, a hyphen for white space (`Nightly report` → `nightly-report`). */
export function slug(name: string): string {
  return name.toLowerCase().replaceAll(/\s/g, '-');
}
