import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { memoryStorage } from '../storage/memory';
import { Transaction } from '../transactions/transaction';
import { Store } from './store';

function world() {
  const store = new Store(memoryStorage());
  store.ensure({ name: 'test' });
  const collection = store.collection('test');
  const put = (id: number, value: number | undefined) => {
    const rec = collection.reserve(id);
    const doc = value === undefined ? undefined : { _id: id, value };
    store.commit([{ collection, rec, doc }]);
  };
  return { store, collection, put };
}

it('keeps old versions only while a snapshot may read them', () => {
  const { store, collection, put } = world();
  put(1, 10);
  const early = store.openSnapshot();
  put(1, 20);
  const late = store.openSnapshot();
  put(1, 30);
  put(1, undefined);
  const rec = collection.find(1);
  expect(rec?.visibleAt(early)).toMatchObject({ value: 10 });
  expect(rec?.visibleAt(late)).toMatchObject({ value: 20 });
  store.closeSnapshot(early);
  expect(rec?.visibleAt(late)).toMatchObject({ value: 20 });
  store.closeSnapshot(late);
  expect(collection.history.size).toBe(0);
  expect(collection.find(1)).toBeUndefined();
});

it('shows every snapshot the state of its moment, whatever comes and goes', () => {
  type Step =
    | { kind: 'put'; id: number; value: number | undefined }
    | { kind: 'open' }
    | { kind: 'close' };
  const steps = fc.array(
    fc.oneof(
      fc.record({
        kind: fc.constant('put' as const),
        id: fc.nat(3),
        value: fc.option(fc.nat(9), { nil: undefined }),
      }),
      fc.record({ kind: fc.constant('open' as const) }),
      fc.record({ kind: fc.constant('close' as const) }),
    ),
    { maxLength: 60 },
  );
  fc.assert(
    fc.property(steps, (history: Step[]) => {
      const { store, collection, put } = world();
      const model = new Map<number, number>();
      const open: { snapshot: number; seen: Map<number, number> }[] = [];
      for (const step of history) {
        if (step.kind === 'put') {
          put(step.id, step.value);
          if (step.value === undefined) model.delete(step.id);
          else model.set(step.id, step.value);
        } else if (step.kind === 'open') {
          open.push({ snapshot: store.openSnapshot(), seen: new Map(model) });
        } else {
          const closed = open.shift();
          if (closed) store.closeSnapshot(closed.snapshot);
        }
        for (const { snapshot, seen } of open) {
          for (const id of [0, 1, 2, 3]) {
            expect(collection.find(id)?.visibleAt(snapshot)?.['value']).toBe(seen.get(id));
          }
        }
      }
      for (const { snapshot } of open) store.closeSnapshot(snapshot);
      expect(collection.history.size).toBe(0);
      expect(collection.records.size).toBe(model.size);
    }),
  );
});

it('drops the record of an insert that was rolled back', () => {
  const { store, collection } = world();
  const transaction = new Transaction(store);
  transaction.write(collection, collection.reserve(5), { _id: 5 });
  transaction.end(false);
  expect(collection.records.size).toBe(0);
});
