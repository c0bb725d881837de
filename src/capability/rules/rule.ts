import type { Report } from '../../problem/report.ts';
import type { Capability } from '../model.ts';

/** Looks at a whole capability for one thing that its author or its user should know. */
export type Rule = (capability: Capability, report: Report) => void;
