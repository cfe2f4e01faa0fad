/** A page's choices, kept in its address so that a view can be bookmarked and sent on. */

export interface UrlState<Values extends Record<string, string>> {
  readonly values: Readonly<Values>;
  /** Changes the values and the address, then tells the listeners. */
  readonly set: (changes: Partial<Values>) => void;
  readonly listen: (listener: () => void) => void;
}

/** Values not in the address, or not allowed, are the defaults; defaults are not written there. */
export function urlState<Values extends Record<string, string>>(
  defaults: Values,
  allowed: { readonly [Name in keyof Values]: (value: string) => boolean },
): UrlState<Values> {
  const query = new URLSearchParams(location.search);
  const values: Record<string, string> = { ...defaults };
  for (const name of Object.keys(defaults)) {
    const given = query.get(name);
    if (given !== null && allowed[name]!(given)) values[name] = given;
  }
  const listeners: (() => void)[] = [];
  return {
    values: values as Values,
    set(changes) {
      Object.assign(values, changes);
      const address = new URL(location.href);
      for (const [name, value] of Object.entries(values))
        if (value === defaults[name]) address.searchParams.delete(name);
        else address.searchParams.set(name, value);
      history.replaceState(null, "", address);
      for (const listener of listeners) listener();
    },
    listen: (listener) => void listeners.push(listener),
  };
}
