/** Lanes grouped by the shops they connect, in the order of their first lane: parts that know nothing of each other. */
export function connected(
  lanes: readonly { readonly from: number; readonly to: number }[],
): number[][] {
  const parent = new Map<number, number>();
  const rootOf = (store: number): number => {
    let root = store;
    for (let up = parent.get(root); up !== undefined && up !== root; up = parent.get(root)) {
      root = up;
    }
    parent.set(store, root);
    return root;
  };
  for (const { from, to } of lanes) {
    for (const store of [from, to]) if (!parent.has(store)) parent.set(store, store);
    parent.set(rootOf(from), rootOf(to));
  }
  const groups = new Map<number, number[]>();
  lanes.forEach(({ from }, at) => {
    const root = rootOf(from);
    const group = groups.get(root);
    if (group) group.push(at);
    else groups.set(root, [at]);
  });
  return [...groups.values()];
}
