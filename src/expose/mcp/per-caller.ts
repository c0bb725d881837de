import { mayUse, type Caller } from '../../operation/caller.ts';

/** How many views are kept; there are as many as tokens differ in what they let see. */
const limit = 64;

/**
 * A view of what there is, made once for all callers who may use the same of it. Where nothing asks for scopes, or a
 * caller is not limited, it is a view of all.
 *
 * @param make prepares the view of these items.
 */
export function perCaller<Item, View>(
  items: readonly Item[],
  scopesOf: (item: Item) => readonly string[],
  make: (visible: readonly Item[]) => View,
): (caller: Caller | undefined) => View {
  const whole = make(items);
  const asked = new Map(items.map((item) => [scopesOf(item).join(' '), scopesOf(item)]));
  const views = new Map<string, View>();
  return (caller) => {
    if (caller?.scopes === undefined || asked.size === 0) return whole;
    const fulfilled = new Set([...asked].filter(([, scopes]) => mayUse(caller, scopes)).map(([written]) => written));
    if (fulfilled.size === asked.size) return whole;
    const key = [...fulfilled].join('\n');
    const known = views.get(key);
    if (known !== undefined) return known;
    const view = make(items.filter((item) => fulfilled.has(scopesOf(item).join(' '))));
    for (const oldest of views.keys()) {
      if (views.size < limit) break;
      views.delete(oldest);
    }
    views.set(key, view);
    return view;
  };
}
