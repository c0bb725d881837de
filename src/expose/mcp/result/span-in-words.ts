/** A span of time as one says it: `12 seconds`, `about 35 minutes`. */
export function spanInWords(seconds: number): string {
  if (seconds <= 120) return seconds === 1 ? '1 second' : `${seconds} seconds`;
  if (seconds <= 7200) return `about ${Math.round(seconds / 60)} minutes`;
  return `about ${Math.round(seconds / 3600)} hours`;
}
