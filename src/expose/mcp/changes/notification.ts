import type { Change } from './changes.ts';

/** A change as the notification that says so: its method and parameters. */
export function changeNotification(change: Change): readonly [method: string, params: object] {
  return change.kind === 'resource'
    ? ['notifications/resources/updated', { uri: change.uri }]
    : [`notifications/${change.kind}/list_changed`, {}];
}
