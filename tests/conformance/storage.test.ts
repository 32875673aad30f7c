import { afterAll, beforeAll, expect, test } from 'vitest';
import { SDK, startFunctionWorld } from './function-world';

let host: Awaited<ReturnType<typeof startFunctionWorld>>;

beforeAll(async () => {
  host = await startFunctionWorld({
    files: `${SDK} exports.main = async ({ op, ...args }) => {
      if (op === 'upload') return app.uploadFile({ cloudPath: args.path, fileContent: Buffer.from(args.text) });
      if (op === 'url') return (await app.getTempFileURL({ fileList: args.list })).fileList;
      if (op === 'download') return (await app.downloadFile({ fileID: args.id })).fileContent.toString();
      if (op === 'delete') return (await app.deleteFile({ fileList: args.list })).fileList;
      if (op === 'copy') return (await app.copyFile({ fileList: args.list })).fileList;
    };`,
  });
});
afterAll(() => host.stop());

const files = (op: string, args: object) => host.world.callFunction('files', { op, ...args });
const upload = async (path: string, text: string): Promise<string> =>
  ((await files('upload', { path, text })) as { fileID: string }).fileID;
const urlOf = async (entry: unknown): Promise<{ code: string; tempFileURL: string }> =>
  ((await files('url', { list: [entry] })) as { code: string; tempFileURL: string }[])[0] ?? {
    code: 'NONE',
    tempFileURL: '',
  };

test('a file goes up, comes down and goes away', async () => {
  const id = await upload('goods/茶 叶.txt', '好茶');
  expect(id).toBe('cloud://local-env.local/goods/茶 叶.txt');
  expect(await files('download', { id })).toBe('好茶');
  expect(await files('delete', { list: [id] })).toEqual([{ fileID: id, code: 'SUCCESS' }]);
  expect((await urlOf(id)).code).toBe('STORAGE_FILE_NONEXIST');
});

test('a temporary link opens the file until its time is over, and no other file', async () => {
  const id = await upload('a.txt', 'A');
  await upload('b.txt', 'B');
  const { tempFileURL } = await urlOf({ fileID: id, maxAge: 60 });
  const response = await fetch(tempFileURL);
  expect([await response.text(), response.headers.get('content-type')]).toEqual([
    'A',
    expect.stringContaining('text/plain'),
  ]);
  expect((await fetch(tempFileURL.replace('a.txt', 'b.txt'))).status).toBe(403);
  expect((await fetch(tempFileURL.replace(/\?.*/, ''))).status).toBe(403);
  await host.world.clock.jump(61_000);
  expect((await fetch(tempFileURL)).status).toBe(403);
});

test('a path never leaves the folder', async () => {
  const escape = encodeURIComponent('../../escape.txt');
  const put = await fetch(`${host.world.url}/files/${escape}`, {
    method: 'PUT',
    headers: { 'x-wx-openid': 'o1' },
    body: 'x',
  });
  expect(put.status).toBe(400);
  await expect(files('upload', { path: '../x.txt', text: 'x' })).rejects.toThrow('bad path');
});

test('a mini-program user uploads directly; a stranger does not', async () => {
  const put = (headers: Record<string, string>) =>
    fetch(`${host.world.url}/files/photos/1.png`, {
      method: 'PUT',
      headers,
      body: new Uint8Array([1, 2]),
    });
  expect((await put({})).status).toBe(403);
  const { fileID } = (await (await put({ 'x-wx-openid': 'o1' })).json()) as { fileID: string };
  const answer = await fetch(`${host.world.url}/local/files/url`, {
    method: 'POST',
    body: JSON.stringify({ fileList: [fileID] }),
  });
  const { fileList } = (await answer.json()) as { fileList: { tempFileURL: string }[] };
  const photo = await fetch(fileList[0]?.tempFileURL ?? '');
  expect(new Uint8Array(await photo.arrayBuffer())).toEqual(new Uint8Array([1, 2]));
});

test('a file is copied under another folder', async () => {
  await upload('from/c.txt', 'C');
  const list = [
    { srcPath: 'from/c.txt', dstPath: 'to/c.txt', overwrite: true, removeOriginal: true },
  ];
  expect(await files('copy', { list })).toMatchObject([{ code: 'SUCCESS' }]);
  expect(await files('download', { id: 'cloud://local-env.local/to/c.txt' })).toBe('C');
  expect((await urlOf('cloud://local-env.local/from/c.txt')).code).toBe('STORAGE_FILE_NONEXIST');
});
