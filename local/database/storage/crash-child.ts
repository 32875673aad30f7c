/** Writes until it is killed and reports each acknowledged write; started by `storage.test.ts`. */
import { openDatabase } from '../index';

const dir = process.argv[2];
if (dir === undefined) throw new Error('a data folder is needed');
const database = await openDatabase({ dir, now: Date.now });
await database.ensure([{ name: 'log' }]);

async function writer(lane: number): Promise<void> {
  for (let i = 0; ; i++) {
    const { transactionId } = await database.handle('database.startTransaction', {});
    const pair = [`l${lane}-${i}-x`, `l${lane}-${i}-y`];
    for (const id of pair) {
      const data = [JSON.stringify({ _id: id })];
      await database.handle('database.insertDocument', {
        collectionName: 'log',
        data,
        transactionId,
      });
    }
    await database.handle('database.commitTransaction', { transactionId });
    process.stdout.write(`${pair.join('\n')}\n`);
  }
}

await Promise.all([0, 1, 2, 3].map(writer));
