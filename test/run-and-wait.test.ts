import { describe, expect, it } from 'vitest';
import { capstan } from './support/capstan.ts';

const runAndWait = ['call', 'northflank-jobs-complete', 'run-and-wait', '--sandbox'];
const run = ['projectId=default-project', 'jobId=database-migration'];
const body = (variables: object): readonly string[] => ['--body', JSON.stringify({ runtimeEnvironment: variables })];

describe('capstan call … run-and-wait', () => {
  it('ends with 0 when the run succeeded, and says on standard error how it goes on', async () => {
    const { code, stdout, stderr } = await capstan([...runAndWait, ...run, ...body({ SANDBOX_DURATION: '0.5' })]);
    expect(JSON.parse(stdout)).toMatchObject({ data: { outcome: 'success' } });
    expect(stderr).toMatch(/^database-migration-[0-9a-f]{24} is running \(0 s\)\n/);
    expect(code).toBe(0);
  });

  it('ends with 1 when it failed, and shows its log with --follow', async () => {
    const fails = body({ SANDBOX_DURATION: '0.2', SANDBOX_OUTCOME: 'failure' });
    const { code, stdout, stderr } = await capstan([...runAndWait, ...run, ...fails, '--follow']);
    expect(JSON.parse(stdout)).toMatchObject({ data: { outcome: 'failed' } });
    expect(stderr).toContain('\nFinished with exit code 1\n');
    expect(code).toBe(1);
  });

  it('ends with 5 when the time was up before', async () => {
    const { code } = await capstan([...runAndWait, ...run, 'timeout_seconds=1', ...body({ SANDBOX_DURATION: '60' })]);
    expect(code).toBe(5);
  });

  it('says which setting cannot be used', async () => {
    const { code, stderr } = await capstan([...runAndWait, ...run, '--var', 'NORTHFLANK_MAX_RUNS=many']);
    expect(stderr).toContain('NORTHFLANK_MAX_RUNS has to be a number');
    expect(code).toBe(1);
  });
});
