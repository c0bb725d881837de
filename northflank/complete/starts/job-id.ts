/** The id that Northflank makes of a job's name: lower case, a hyphen for white space (`Nightly report` → `nightly-report`). */
export function jobIdOf(name: string): string {
  return name.trim().toLowerCase().replaceAll(/\s/g, '-');
}
