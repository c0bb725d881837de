import { describe, expect, it } from 'vitest';
import { isSafePattern } from './safe-pattern.ts';

describe('patterns that can take exponential time', () => {
  it.each([
    '(a+)+$',
    '^(a+)*$',
    '(a|a)*$',
    '(a|aa)+$',
    '(a?b?)*c',
    '((a*)*)*',
    '(.*a){20}',
    '(a{1,30}){10}',
    '(x+x+)+y',
    '^(([a-z])+.)+[A-Z]([a-z])+$',
    '^(\\d+)*$',
    '^(?:\\w|\\d)+$',
    '^(\\w+\\s?)*$',
    '^([a-zA-Z0-9])(([\\-.]|[_]+)?([a-zA-Z0-9]+))*(@){1}[a-z0-9]+[.]{1}[a-z]{2,3}$',
    '^\\w+([.-]?\\w+)*@\\w+([.-]?\\w+)*(\\.\\w{2,3})+$',
    '^(https?:\\/\\/)?([\\da-z\\.-]+)\\.([a-z\\.]{2,6})([\\/\\w \\.-]*)*\\/?$',
    '^(?=(a+)+$).*',
    '^(?<name>é+)+$',
    '([\\u4e00-\\u9fff]+)+$',
    '(\\p{L}+)+$',
    '(\\p{Script=Hangul}|\\p{Script=Hangul})+$',
    '((\\s*|[ab])\\s*)+$',
    '(?:(?:a|b)?(?:b|a)?){9}$',
    '(a)(\\1|a)*(\\1)*$',
    '((((((a|a){2}){2}){2}){2}){2}){2}$',
    '(a*b?){3,}$',
  ])('%s', (pattern) => {
    expect(isSafePattern(pattern)).toBe(false);
  });
  it('really do', () => {
    const begun = performance.now();
    /(a+)+$/.test(`${'a'.repeat(22)}!`);
    expect(performance.now() - begun).toBeGreaterThan(1);
  });
});

describe('ordinary patterns', () => {
  it.each([
    '^[a-z0-9]+(?:-[a-z0-9]+)*$',
    '^[A-Z]{2}$',
    '^[0-9a-f]{8}-[0-9a-f]{4}-[1-5][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$',
    '^((25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)(\\.|$)){4}$',
    '^(?:(?:25[0-5]|2[0-4][0-9]|[01]?[0-9][0-9]?)\\.){3}(?:25[0-5]|2[0-4][0-9]|[01]?[0-9][0-9]?)$',
    '^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z]{2,}$',
    '^([A-Za-z0-9+/]{4})*([A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$',
    '^[\\w.+-]+@[\\w-]+(\\.[\\w-]+)+$',
    '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d+)?(Z|[+-]\\d{2}:\\d{2})$',
    '^(0|[1-9]\\d*)\\.(0|[1-9]\\d*)\\.(0|[1-9]\\d*)(?:-((?:0|[1-9]\\d*|\\d*[a-zA-Z-][0-9a-zA-Z-]*)(?:\\.(?:0|[1-9]\\d*|\\d*[a-zA-Z-][0-9a-zA-Z-]*))*))?$',
    '^arn:aws:[a-z]+:[a-z0-9-]*:\\d{12}:.+$',
    '^(\\/[^\\/]+)+\\/?$',
    '^#([0-9a-fA-F]{3}){1,2}$',
    '^(\\+\\d{1,2}\\s?)?1?\\-?\\.?\\s?\\(?\\d{3}\\)?[\\s.-]?\\d{3}[\\s.-]?\\d{4}$',
    '^([A-Z][a-z]*)+$',
    '^(\\d{1,3})(,\\d{3})*(\\.\\d+)?$',
    '^[^\\s@]+@[^\\s@]+$',
    '^(a|b|[c-f]|\\]|[\\[x]){1,5000}$',
    '^(?!.*\\.\\.)[a-z.]{1,4096}$',
    '^"(?:[^"\\\\]|\\\\.)*"$',
    '^[\\s\\S]*$',
    '.*.*',
    '\\:\\/\\/[\\w\\-]+',
    '^(?:[a-z]+:)?\\/\\/[^{}]*\\{[a-z]+\\}',
    '^(?:\\u{1F600}|\\x41|\\cJ|\\p{Ll})+$',
    '',
    `^(${Array.from({ length: 900 }, (_, number) => `word${number}`).join('|')})$`,
  ])('%s', (pattern) => {
    expect(isSafePattern(pattern)).toBe(true);
  });
});

it('is decided soon, however large the pattern', () => {
  const words = Array.from({ length: 400 }, (_, number) => `[a-z]${number}\\w*`).join('|');
  const begun = performance.now();
  isSafePattern(`^(${words})*$`);
  isSafePattern(`${'('.repeat(40)}a${'){2}'.repeat(40)}`);
  expect(performance.now() - begun).toBeLessThan(1000);
});
