import { execFileSync } from 'node:child_process';

/** The whole-system tests run what users run: the built command. */
export default function build(): void {
  execFileSync(process.execPath, ['scripts/build.mjs'], { cwd: new URL('../..', import.meta.url), stdio: 'inherit' });
}
