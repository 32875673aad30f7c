import { Hono } from 'hono';
import type { Database } from '../database/types';
import type { Caller } from '../functions/identity';
import { briefOf } from '../functions/journal';
import type { Runtime } from '../functions/runtime';
import type { Outbox } from '../openapi/outbox';
import type { Timers } from '../timers/timers';
import type { WechatPay } from '../wechatpay/index';
import type { Hub } from './hub';
import { collectionsApi } from './collections-api';
import { numberOf, readFields, textOf } from './read';

/** A way out of the console: the product's own pages. */
export interface Link {
  readonly label: string;
  readonly url: string;
}

export interface ConsoleParts {
  readonly database: Database;
  readonly runtime: Runtime;
  readonly timers: Timers;
  readonly outbox: Outbox;
  readonly pay: WechatPay;
  readonly hub: Hub;
  readonly info: () => { envId: string; url: string; links: readonly Link[] };
}

/** `/local/…` as the developer's console needs it. */
export const consoleApi = (parts: ConsoleParts): Hono => {
  const { runtime, timers, outbox, pay, hub } = parts;
  const app = new Hono();

  app.route('/collections', collectionsApi(parts.database));

  app.get('/info', (c) =>
    c.json({
      ...parts.info(),
      functions: runtime.catalog.all().map(({ name, timeLimitMs }) => ({ name, timeLimitMs })),
    }),
  );

  app.get('/calls', (c) => c.json(runtime.journal.all().map(briefOf)));
  app.get('/calls/:id', (c) => {
    const record = runtime.journal.get(c.req.param('id'));
    return record ? c.json(record) : c.notFound();
  });
  app.post('/calls/:id/replay', async (c) => {
    const record = runtime.journal.get(c.req.param('id'));
    if (!record) return c.notFound();
    if (record.cut) return c.json({ message: '参数过长，未完整保留，无法重放' }, 400);
    const { id } = await runtime.invoke(record.name, record.event, record.caller);
    return c.json(runtime.journal.get(id));
  });
  app.post('/call/:name', async (c) => {
    const body = readFields(await c.req.text());
    const openid = textOf(body, 'openid');
    const caller: Caller = openid ? { via: 'mini', openid } : { via: 'console' };
    const event = JSON.stringify(body['event'] ?? {});
    const { id } = await runtime.invoke(c.req.param('name'), event, caller);
    return c.json(runtime.journal.get(id));
  });

  app.get('/timers', (c) => c.json(timers.all()));
  app.post('/timers/run', async (c) => {
    const name = textOf(readFields(await c.req.text()), 'id');
    await timers.runNow(name);
    return c.json(timers.all());
  });

  app.get('/outbox', (c) => c.json(outbox.all()));
  app.delete('/outbox', (c) => {
    outbox.clear();
    return c.json([]);
  });

  app.get('/pay', (c) =>
    c.json({
      transactions: pay.books.transactions(),
      refunds: pay.books.refunds(),
      deliveries: pay.books.deliveries(),
      faults: pay.faults(),
    }),
  );
  app.post('/pay/faults', async (c) => {
    const body = readFields(await c.req.text());
    const numbers = (['duplicate', 'delayMs', 'errors'] as const).flatMap((key) => {
      const value = numberOf(body, key);
      return value === undefined ? [] : [[key, Math.max(0, Math.floor(value))] as const];
    });
    const lost = typeof body['lost'] === 'boolean' ? { lost: body['lost'] } : {};
    return c.json(pay.setFaults({ ...Object.fromEntries(numbers), ...lost }));
  });

  app.get('/events', () => eventStream(hub));
  return app;
};

/** Server-sent events: everything that happens, until the page goes away. */
const eventStream = (hub: Hub): Response => {
  let stop = () => {};
  const stream = new ReadableStream<Uint8Array>({
    start: (controller) => {
      const encoder = new TextEncoder();
      const send = (event: string, data: unknown) =>
        controller.enqueue(encoder.encode(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`));
      send('hello', {});
      stop = hub.listen((event, data) => send(event, data));
    },
    cancel: () => stop(),
  });
  const headers = { 'content-type': 'text/event-stream', 'cache-control': 'no-cache' };
  return new Response(stream, { headers });
};
