import { capstanMcp, capstanRest } from './capstan.mjs';
import { floor } from './floor.mjs';
import { mcpSdk } from './mcp-sdk.mjs';
import { mockToolList, mockTools } from './mock-tools.mjs';
import { nginx } from './nginx.mjs';

/**
 * Every row of the table, in its order. The floor must be one of them: the others are ratios to it.
 *
 * @type {readonly import('./subject.mjs').Subject[]}
 */
export const subjects = [
  floor,
  nginx,
  capstanRest,
  capstanMcp('2025-11-25'),
  capstanMcp('2026-07-28'),
  mockTools(3, '2026-07-28'),
  mockTools(137, '2026-07-28'),
  mockToolList(137, '2026-07-28'),
  mcpSdk('2025-11-25'),
  mcpSdk('2026-07-28'),
];
