import { select } from '../plan/select';
import { compile } from '../query/compile';
import { collectionOf, filterOf, writerOf, type Action } from './context';

/** `doc.remove` and `where.remove`. */
export const removeDocument: Action = async (context, params) => {
  const writer = writerOf(context, params);
  const collection = collectionOf(context, params);
  const filter = filterOf(context, params);
  const limit = params['multi'] === true ? Infinity : 1;
  let deleted = 0;
  for (const match of select(collection, { filter, limit }, writer.view)) {
    const written = writer.write(collection, match.rec, (doc) =>
      doc && (doc === match.doc || compile(filter)(doc)) ? { doc: undefined } : 'skip',
    );
    if (typeof written === 'boolean' ? written : await written) deleted++;
  }
  await context.store.durable();
  return { data: { deleted } };
};
