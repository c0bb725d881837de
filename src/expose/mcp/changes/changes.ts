/** Something of a server that clients may have a copy of, and that is no longer what it was. */
export type Change =
  | { readonly kind: 'tools' | 'prompts' | 'resources' }
  | { readonly kind: 'resource'; readonly uri: string };

export interface ChangeListener {
  changed(change: Change): void;
  /** There will be no more changes: the server is going away. */
  closed(): void;
}

/** Carries word of changes from where they happen to whoever listens. */
export interface Changes {
  /** @returns what ends the listening, or undefined when as many listen as are let in, or it is all over. */
  listen(listener: ChangeListener): (() => void) | undefined;
  publish(change: Change): void;
  close(): void;
}

/** Each listener holds a connection. */
const mostListeners = 1024;

export function createChanges(): Changes {
  const listeners = new Set<ChangeListener>();
  let isClosed = false;
  return {
    listen(listener) {
      if (isClosed || listeners.size >= mostListeners) return undefined;
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    publish(change) {
      for (const listener of listeners) listener.changed(change);
    },
    close() {
      isClosed = true;
      const all = [...listeners];
      listeners.clear();
      for (const listener of all) listener.closed();
    },
  };
}
