/** Whether a name sounds like that of something nobody should see, such as `API_KEY`. */
export function soundsSecret(name: string): boolean {
  return /key|token|secret|passw|pwd|credential/i.test(name);
}
