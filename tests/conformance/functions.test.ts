import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SDK, startFunctionWorld, until } from './function-world';

type Host = Awaited<ReturnType<typeof startFunctionWorld>>;
let host: Host;

beforeAll(async () => {
  host = await startFunctionWorld({
    echo: 'exports.main = async (event) => ({ event });',
    nothing: 'exports.main = async () => {};',
    big: 'exports.main = async ({ n }) => "x".repeat(n);',
    throws: 'exports.main = async () => { throw new TypeError("算错了"); };',
    slow: {
      source: 'exports.main = () => new Promise((done) => setTimeout(() => done("late"), 5000));',
      config: { timeout: 1 },
    },
    loops: { source: 'exports.main = async () => { for (;;); };', config: { timeout: 1 } },
    hangs: { source: 'for (;;);', config: { timeout: 1 } },
    fresh: 'exports.main = async () => "fresh";',
    exits: 'exports.main = async () => { process.exit(3); };',
    strays:
      'exports.main = () => new Promise(() => setTimeout(() => { throw new Error("走失"); }, 5));',
    rejects: 'exports.main = () => new Promise(() => { Promise.reject(new Error("没人接")); });',
    waits:
      'exports.main = ({ ms }) => new Promise((done) => setTimeout(() => done("waited"), ms));',
    grows:
      'exports.main = async () => { const a = []; for (;;) a.push(new Array(1e6).fill(a.length)); };',
    prints: 'exports.main = async () => { console.log("第一行", { a: 1 }); return 1; };',
    context: 'exports.main = async (_event, context) => ({ ...context, environ: undefined });',
    notes: `${SDK} exports.main = async ({ id }) => {
      await db.collection('notes').add({ _id: id, text: '你好' });
      return (await db.collection('notes').doc(id).get()).data[0].text;
    };`,
    outer: `${SDK} exports.main = async ({ name, data }) => (await app.callFunction({ name, data })).result;`,
    writesLate: {
      source: `${SDK} exports.main = async () => {
        await new Promise((done) => setTimeout(done, 1300));
        await db.collection('notes').add({ _id: 'too-late' });
      };`,
      config: { timeout: 1 },
    },
  });
});
afterAll(() => host.stop());

const call = (name: string, event: object = {}) => host.world.callFunction(name, event);

describe('a call', () => {
  test('takes and gives plain JSON', async () => {
    expect(await call('echo', { a: 1, deep: [{ b: '二' }] })).toEqual({
      event: { a: 1, deep: [{ b: '二' }] },
    });
    expect(await call('nothing')).toBeNull();
  });

  test('of a missing function says so in the platform’s words', async () => {
    await expect(call('nowhere')).rejects.toMatchObject({
      code: 'FUNCTION_NOT_FOUND',
      message: expect.stringContaining('FunctionName parameter could not be found'),
    });
  });

  test('may answer six megabytes and not more', async () => {
    expect(await call('big', { n: 6 * 1024 * 1024 - 2 })).toHaveLength(6 * 1024 * 1024 - 2);
    await expect(call('big', { n: 6 * 1024 * 1024 })).rejects.toThrow('body size is too long');
  });

  test('that throws fails with its message', async () => {
    await expect(call('throws')).rejects.toMatchObject({
      code: 'FUNCTIONS_EXECUTE_FAIL',
      message: '算错了',
    });
  });

  test('gets the platform’s context', async () => {
    expect(await call('context')).toMatchObject({
      function_name: 'context',
      time_limit_in_ms: 15_000,
      request_id: expect.stringMatching(/^[0-9a-f]{16}$/),
      namespace: 'local-env',
    });
  });

  test('reaches the database through the unmodified SDK, and its round trips are counted', async () => {
    expect(await call('notes', { id: 'n1' })).toBe('你好');
    expect(host.world.calls().findLast(({ name }) => name === 'notes')).toMatchObject({
      db: 2,
      ok: true,
    });
    expect(host.lines.findLast((line) => line.startsWith('notes'))).toMatch(
      /^notes console \d+ ms 2 db ok$/,
    );
  });

  test('reaches another function', async () => {
    const inner = await call('outer', { name: 'echo', data: { x: 1 } });
    expect(inner).toEqual({ event: { x: 1 } });
    expect(host.world.calls().findLast(({ name }) => name === 'echo')?.who).toBe('fn:outer');
  });

  test('keeps what it prints with itself', async () => {
    await call('prints');
    await until(() => host.lines.some((line) => line === 'prints log: 第一行 { a: 1 }'));
    expect(host.world.calls().findLast(({ name }) => name === 'prints')?.logs).toEqual([
      { level: 'log', text: '第一行 { a: 1 }' },
    ]);
  });
});

describe('a call that misbehaves fails alone', () => {
  test.each([
    ['process.exit', 'exits'],
    ['an error nobody catches', 'strays'],
    ['a rejection nobody catches', 'rejects'],
  ])('%s', async (_what, name) => {
    const neighbours = [1, 2, 3].map(() => call('waits', { ms: 300 }));
    await expect(call(name)).rejects.toMatchObject({ code: 'FUNCTIONS_EXECUTE_FAIL' });
    expect(await Promise.all(neighbours)).toEqual(['waited', 'waited', 'waited']);
    expect(await call('echo')).toEqual({ event: {} });
  });

  test('too slow', async () => {
    await expect(call('slow')).rejects.toMatchObject({
      code: 'FUNCTIONS_TIME_LIMIT_EXCEEDED',
      message: 'Invoking task timed out after 1 seconds',
    });
  });

  test('what it does after its time limit does not count', async () => {
    await expect(call('writesLate')).rejects.toThrow('timed out');
    await new Promise((resolve) => setTimeout(resolve, 600));
    const { data } = (await host.world.admin.handle('database.getDocument', {
      collectionName: 'notes',
      query: '{"_id":"too-late"}',
      queryType: 'DOC',
    })) as { data: { list: string[] } };
    expect(data.list).toEqual([]);
  });

  test(
    'an endless loop ends at its time limit, and nobody new waits for it',
    { retry: 2 },
    async () => {
      const loop = call('loops').catch((error: unknown) => error);
      await new Promise((resolve) => setTimeout(resolve, 30));
      const begun = performance.now();
      const answers = await Promise.all([1, 2, 3, 4, 5, 6].map(() => call('echo')));
      expect(answers).toHaveLength(6);
      expect(performance.now() - begun).toBeLessThan(900);
      expect(await loop).toMatchObject({ code: 'FUNCTIONS_TIME_LIMIT_EXCEEDED' });
      expect(await call('echo')).toEqual({ event: {} });
    },
  );

  test('a file that never finishes loading ends at the time limit, too', async () => {
    const hang = call('hangs').catch((error: unknown) => error);
    await new Promise((resolve) => setTimeout(resolve, 30));
    const begun = performance.now();
    expect(await Promise.all([call('echo'), call('fresh')])).toEqual([{ event: {} }, 'fresh']);
    expect(performance.now() - begun).toBeLessThan(900);
    expect(await hang).toMatchObject({ code: 'FUNCTIONS_TIME_LIMIT_EXCEEDED' });
    expect(await call('echo')).toEqual({ event: {} });
  });

  test('two endless loops at once leave room for others', async () => {
    const loops = Promise.allSettled([call('loops'), call('loops'), call('loops')]);
    await new Promise((resolve) => setTimeout(resolve, 250));
    expect(await call('echo')).toEqual({ event: {} });
    for (const end of await loops) expect(end.status).toBe('rejected');
  });

  test('eating all memory ends its thread, not the server', async () => {
    await expect(call('grows')).rejects.toMatchObject({
      code: expect.stringMatching(/^FUNCTIONS_/),
    });
    expect(await call('echo')).toEqual({ event: {} });
  });
});

describe('an edit', () => {
  test('serves within 300 ms', { retry: 2 }, async () => {
    await host.write('edited', 'exports.main = async () => "one";');
    await until(() => host.world.functions().includes('edited'));
    expect(await call('edited')).toBe('one');
    await host.write('edited', 'exports.main = async () => "two";');
    const begun = Date.now();
    while ((await call('edited')) !== 'two') {
      expect(Date.now() - begun).toBeLessThan(300);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  });

  test('that breaks the function keeps the old one serving and says so', async () => {
    await host.write('edited', 'exports.main = async () => "good";');
    await until(() => host.world.calls().length > 0);
    await new Promise((resolve) => setTimeout(resolve, 150));
    expect(await call('edited')).toBe('good');
    for (const broken of [
      'exports.main = async () => {',
      'throw new Error("坏在加载");',
      'exports.other = 1;',
    ]) {
      const before = host.lines.length;
      await host.write('edited', broken);
      await until(() => host.lines.slice(before).some((line) => /edited.*旧版本/.test(line)));
      expect(await call('edited')).toBe('good');
    }
    await host.write('edited', 'exports.main = async () => "mended";');
    await new Promise((resolve) => setTimeout(resolve, 250));
    expect(await call('edited')).toBe('mended');
  });
});
