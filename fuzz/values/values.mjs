export function createValues() { return {}; }
