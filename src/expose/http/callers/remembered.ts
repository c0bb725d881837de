export interface Spans {
  /** How long what came is kept, in milliseconds. */
  readonly life: number;
  /** How long a failure is, so that who is in trouble is not asked all the time. */
  readonly pause: number;
}

/** Asks for something when it is first needed, and again when it has grown old; those who need it meanwhile share it. */
export function remembered<Thing>(ask: () => Promise<Thing>, { life, pause }: Spans): () => Promise<Thing> {
  let held: { readonly thing: Promise<Thing>; until: number } | undefined;
  return () => {
    if (held && Date.now() < held.until) return held.thing;
    const asked = { thing: ask(), until: Infinity };
    held = asked;
    const keepFor = (span: number) => () => void (asked.until = Date.now() + span);
    asked.thing.then(keepFor(life), keepFor(pause));
    return asked.thing;
  };
}
