import CloudBase from '@cloudbase/manager-node';
import type { CollectionSpec, IndexSpec } from '../../local/database/types';

/** Creates missing collections and indexes in a real environment through the management API. */
export async function ensureRemote(
  envId: string,
  collections: readonly CollectionSpec[],
  secret: { secretId: string; secretKey: string },
): Promise<void> {
  const { database } = CloudBase.init({ envId, ...secret });
  for (const { name, indexes = [] } of collections) {
    await database.createCollectionIfNotExists(name);
    for (const index of indexes) {
      const { Exists: exists } = await database.checkIndexExists(name, index.name);
      if (!exists) await database.updateCollection(name, { CreateIndexes: [remoteIndex(index)] });
    }
  }
}

const remoteIndex = (index: IndexSpec) => ({
  IndexName: index.name,
  MgoKeySchema: {
    MgoIndexKeys: index.keys.map(({ field, direction }) => ({
      Name: field,
      Direction: String(direction),
    })),
    MgoIsUnique: index.unique ?? false,
  },
});
