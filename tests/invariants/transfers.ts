import type { Rows } from '../invariants';

const add = (map: Map<string, number>, key: string, n: number) =>
  map.set(key, (map.get(key) ?? 0) + n);

/**
 * T1: goods between two shops are in exactly one place: the sender's books, in transit, the receiver's
 * books, or written down as damaged or lost. Each leg happened once.
 */
export function brokenTransfers(db: Rows): string[] {
  const bad: string[] = [];
  const inTransit = new Map<string, number>();
  const journal = new Map<string, number>();
  for (const { type, refType, refId, skuId, qty } of db.rows('stockMoves')) {
    if (refType === 'transfer') add(journal, `${refId}:${type}:${skuId}`, qty);
  }
  for (const { _id, status, lines, toStoreId } of db.rows('transfers')) {
    for (const line of lines) {
      const { skuId, approved, shipped, received, damaged, lost } = line;
      const left = status === 'shipped' || status === 'received';
      const arrived = status === 'received';
      const at = `T1 ${_id} ${skuId}`;
      if (shipped > approved) bad.push(`${at}: ${shipped} shipped, ${approved} approved`);
      if (!left && shipped > 0) bad.push(`${at}: shipped in status ${status}`);
      if (received + damaged + lost !== (arrived ? shipped : 0))
        bad.push(`${at}: ${received}+${damaged}+${lost} accounted for, ${shipped} shipped`);
      const out = journal.get(`${_id}:TRANSFER_OUT:${skuId}`) ?? 0;
      const into = journal.get(`${_id}:TRANSFER_IN:${skuId}`) ?? 0;
      if (out !== -shipped) bad.push(`${at}: ${shipped} shipped, the journal says ${-out}`);
      if (into !== received) bad.push(`${at}: ${received} received, the journal says ${into}`);
      if (status === 'shipped') add(inTransit, `${toStoreId}:${skuId}`, shipped);
    }
  }
  for (const { _id, inTransitIn } of db.rows('stock')) {
    const due = inTransit.get(_id) ?? 0;
    if (inTransitIn !== due) bad.push(`T1 ${_id}: ${inTransitIn} in transit, ${due} shipped to it`);
    inTransit.delete(_id);
  }
  for (const [id, n] of inTransit) {
    if (n > 0) bad.push(`T1 ${id}: ${n} shipped, no stock document`);
  }
  return bad;
}
