import { get, post, put, remove } from '../api';
import { button, empty, fill, h, toast } from '../dom';
import { closeDrawer, openDrawer } from '../drawer';
import { pretty } from '../text';
import type { View } from '../view';

interface Collection {
  readonly name: string;
  readonly count: number;
  readonly indexes: readonly { readonly name: string; readonly unique?: boolean }[];
}
interface Page {
  readonly documents: readonly string[];
  readonly total: number;
}

const PAGE = 50;
let name = '';
let skip = 0;
let filter = '';
let order = '';

const side = h('div', { className: 'side' });
const found = h('div', { className: 'found' });

const drawSide = async () => {
  const list = (await get<Collection[]>('/collections')).sort((a, b) =>
    a.name.localeCompare(b.name),
  );
  name ||= list[0]?.name ?? '';
  fill(
    side,
    ...list.map((one) =>
      h(
        'button',
        {
          type: 'button',
          'aria-current': one.name === name ? 'true' : undefined,
          title: one.indexes
            .map((index) => `${index.name}${index.unique ? '（唯一）' : ''}`)
            .join('\n'),
          onclick: () => choose(one.name),
        },
        h('span', {}, one.name),
        h('span', { className: 'count' }, one.count),
      ),
    ),
  );
};

const choose = (chosen: string) => {
  [name, skip, filter, order] = [chosen, 0, '', ''];
  filterBox.value = '';
  orderBox.value = '';
  void refresh();
};

const refresh = async () => {
  await drawSide();
  if (!name) return fill(found, empty('还没有集合', '集合在启动时按部署声明建立'));
  try {
    const query = { skip, ...(filter ? { filter } : {}), ...(order ? { order } : {}) };
    drawPage(await post<Page>(`/collections/${name}/query`, query));
  } catch (error) {
    toast(`查询有误：${error instanceof Error ? error.message : ''}`);
  }
};

const drawPage = ({ documents, total }: Page) => {
  const last = Math.min(skip + PAGE, total);
  const turn = (by: number) => () => {
    skip += by;
    return refresh();
  };
  fill(
    found,
    h(
      'div',
      { className: 'pager' },
      h('span', {}, total === 0 ? '没有文档' : `第 ${skip + 1}–${last} 条，共 ${total} 条`),
      skip > 0 && button('上一页', turn(-PAGE)),
      last < total && button('下一页', turn(PAGE)),
    ),
    documents.length === 0 && empty('没有符合的文档', '改一改条件再查'),
    ...documents.map((text) => {
      const { _id: id, ...rest } = JSON.parse(text) as Record<string, unknown>;
      return h(
        'button',
        { type: 'button', className: 'document', onclick: () => edit(String(id), text) },
        h('b', {}, String(id)),
        h('span', {}, JSON.stringify(rest)),
      );
    }),
  );
};

const edit = (id: string, text: string) => {
  const area = h('textarea', { value: pretty(text), spellcheck: false, 'aria-label': '文档' });
  const at = `/collections/${name}/${encodeURIComponent(id)}`;
  const save = async () => {
    await put(at, { document: area.value });
    closeDrawer();
    toast('已保存');
    await refresh();
  };
  const drop = async () => {
    if (!confirm(`删除 ${id}？`)) return;
    await remove(at);
    closeDrawer();
    toast('已删除');
    await refresh();
  };
  openDrawer(
    `${name} / ${id}`,
    area,
    h(
      'div',
      { className: 'actions' },
      button('保存', save, 'main'),
      button('删除', drop, 'danger'),
    ),
  );
};

const filterBox = h('input', { placeholder: '条件，如 {"status":"paid"}', 'aria-label': '条件' });
const orderBox = h('input', {
  placeholder: '排序，如 {"at":-1}',
  'aria-label': '排序',
  className: 'order',
});

export const collections: View = {
  id: 'collections',
  title: '集合',
  hint: '用 MongoDB 的写法查询；点开文档可以修改和删除，立即生效。',
  render: async (root) => {
    const search = (event: Event) => {
      event.preventDefault();
      [filter, order, skip] = [filterBox.value.trim(), orderBox.value.trim(), 0];
      void refresh();
    };
    const submit = h('button', { type: 'submit', className: 'main' }, '查询');
    const form = h('form', { className: 'bar', onsubmit: search }, filterBox, orderBox, submit);
    fill(root, side, h('div', { className: 'right' }, form, found));
    await refresh();
  },
};
