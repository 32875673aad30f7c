import { Hono } from 'hono';
import type { Database } from '../database/types';
import { fieldsOf, isFields, listOf, numberOf, readFields, textOf } from './read';

const PAGE = 50;

/**
 * `/local/collections/…`: look at and change documents by hand. Filters, orders and documents are EJSON texts, as
 * on the SDK's own wire, so dates stay dates.
 */
export const collectionsApi = (database: Database): Hono => {
  const app = new Hono();
  const ask = (action: string, params: Record<string, unknown>) =>
    database.handle(`database.${action}`, params);

  app.onError((error, c) => c.json({ message: error.message }, 400));

  app.get('/', (c) => c.json(database.describe()));

  app.post('/:name/query', async (c) => {
    const body = readFields(await c.req.text());
    const query = textOf(body, 'filter') || '{}';
    const order = textOf(body, 'order');
    const base = { collectionName: c.req.param('name'), query, queryType: 'WHERE' };
    const page = { limit: PAGE, offset: numberOf(body, 'skip') ?? 0, ...(order ? { order } : {}) };
    const [found, counted] = await Promise.all([
      ask('getDocument', { ...base, ...page }),
      ask('calculateDocument', base),
    ]);
    return c.json({
      documents: listOf(fieldsOf(found, 'data'), 'list'),
      total: numberOf(fieldsOf(counted, 'data'), 'total') ?? 0,
    });
  });

  /** Replaces a document as a whole; `_id` stays. */
  app.put('/:name/:id', async (c) => {
    const document: unknown = JSON.parse(textOf(readFields(await c.req.text()), 'document'));
    if (!isFields(document)) throw new Error('文档须为 JSON 对象');
    const { _id, ...rest } = document;
    await ask('modifyDocument', {
      collectionName: c.req.param('name'),
      queryType: 'DOC',
      query: idQuery(_id, c.req.param('id')),
      data: JSON.stringify(rest),
      multi: false,
      merge: false,
      upsert: true,
    });
    return c.json({});
  });

  app.delete('/:name/:id', async (c) => {
    await ask('removeDocument', {
      collectionName: c.req.param('name'),
      queryType: 'DOC',
      query: idQuery(undefined, c.req.param('id')),
      multi: false,
    });
    return c.json({});
  });

  return app;
};

/** An id in an address is a text; a number in the document says it is one. */
const idQuery = (inDocument: unknown, inAddress: string): string =>
  JSON.stringify({ _id: inDocument ?? inAddress });
