import { isObject, type Json } from '../../../json/json.ts';
import { wholeCharacters } from '../../../json/whole-characters.ts';
import { sizeUpTo } from './size-up-to.ts';

/** What was left out at one place. */
export interface Cut {
  /** Dotted, from the root; empty for the value itself. */
  readonly path: string;
  readonly what: 'items' | 'members' | 'characters';
  readonly shown: number;
  readonly total: number;
}

/**
 * A value cut to about so many characters of JSON: of lists the leading items stay, whole; of long texts the beginning. Every
 * part keeps its type, so the value still fits a schema that demands no number of anything.
 */
export function cutJson(value: Json, most: number): { readonly value: Json; readonly cuts: readonly Cut[] } {
  const cuts: Cut[] = [];
  return { value: shrink(value, most, '', cuts), cuts };
}

function shrink(value: Json, most: number, path: string, cuts: Cut[]): Json {
  if (sizeUpTo(most, value) <= most) return value;
  if (typeof value === 'string') return shrinkText(value, most, path, cuts);
  if (Array.isArray(value)) return shrinkList(value as readonly Json[], most, path, cuts); // readonly lists are lists
  return isObject(value) ? shrinkObject(value, most, path, cuts) : value;
}

function shrinkText(text: string, most: number, path: string, cuts: Cut[]): string {
  const end = `… (cut; ${text.length} characters in all)`;
  let shown = wholeCharacters(text, Math.max(0, most - end.length));
  // Some characters are written in up to six.
  for (let size = sizeUpTo(Infinity, shown); size > most && shown !== ''; size = sizeUpTo(Infinity, shown))
    shown = wholeCharacters(shown, Math.floor((shown.length * most) / size) - 1);
  cuts.push({ path, what: 'characters', shown: shown.length, total: text.length });
  return shown + end;
}

function shrinkList(list: readonly Json[], most: number, path: string, cuts: Cut[]): Json {
  const items: Json[] = [];
  let room = most - 2;
  for (const item of list) {
    const size = sizeUpTo(room, item) + 1;
    if (size > room) break;
    items.push(item);
    room -= size;
  }
  const [first] = list;
  // Better a part of one item than none.
  if (items.length === 0 && first !== undefined && room > 0) items.push(shrink(first, room, join(path, '0'), cuts));
  if (items.length < list.length) cuts.push({ path, what: 'items', shown: items.length, total: list.length });
  return items;
}

/** Small members stay whole, as do numbers and the like; the large ones share what room is left. */
function shrinkObject(object: Readonly<Record<string, Json>>, most: number, path: string, cuts: Cut[]): Json {
  const entries = Object.entries(object);
  const kept = leading(entries, most);
  if (kept.length < entries.length) cuts.push({ path, what: 'members', shown: kept.length, total: entries.length });
  const sizes = kept.map(([name, value]) => ({ name, value, size: sizeUpTo(most, value) }));
  const sharing = sizes.filter(({ value }) => canShrink(value)).toSorted((a, b) => a.size - b.size);
  let room = most - kept.reduce((sum, [name, value]) => sum + nameSize(name) + (canShrink(value) ? 0 : size(value)), 2);
  const rooms = new Map<string, number>();
  for (const [index, { name, size }] of sharing.entries()) {
    const share = Math.min(size, Math.floor(room / (sharing.length - index)));
    rooms.set(name, share);
    room -= share;
  }
  const members = kept.map(([name, value]) => [name, shrink(value, rooms.get(name) ?? 0, join(path, name), cuts)]);
  return Object.fromEntries(members) as Json; // made of JSON values
}

function canShrink(value: Json): boolean {
  return typeof value === 'string' || (typeof value === 'object' && value !== null);
}

function size(value: Json): number {
  return sizeUpTo(Infinity, value);
}

/** The members whose names alone, with a little for each that can be cut, leave room. */
function leading(entries: readonly (readonly [string, Json])[], most: number): readonly (readonly [string, Json])[] {
  const leastValue = 8;
  let room = most - 2;
  const least = (value: Json): number => (canShrink(value) ? leastValue : size(value));
  const end = entries.findIndex(([name, value]) => (room -= nameSize(name) + least(value)) < 0);
  return end === -1 ? entries : entries.slice(0, end);
}

/** As it is written, with colon and comma. */
function nameSize(name: string): number {
  return JSON.stringify(name).length + 2;
}

function join(path: string, name: string): string {
  return path === '' ? name : `${path}.${name}`;
}
