import type { ConsumedOperation } from '../model.ts';
import { consumedOperations, operationName } from './consumed-operations.ts';
import { reportFindings, type Finding } from './findings.ts';
import type { Rule } from './rule.ts';

/** Callers give one value by a name, however many places it goes to. */
export const nameInTwoPlaces: Rule = (capability, report) => {
  reportFindings(report, 'name-in-two-places', consumedOperations(capability).flatMap(inOperation), (names) => ({
    message: `Parameters of one operation share a name, so callers give one value and it goes to each place: ${names}.`,
  }));
};

function inOperation(operation: ConsumedOperation): readonly Finding[] {
  const places = new Map<string, string[]>();
  for (const { name, in: place } of operation.parameters) places.set(name, [...(places.get(name) ?? []), place]);
  return [...places]
    .filter(([, locations]) => locations.length > 1)
    .map(([name, locations]) => ({
      what: `\`${name}\` of ${operationName(operation)} (${locations.join(', ')})`,
      place: operation.place,
    }));
}
