export const audit = {
  sub: '谁、何时、对哪家店、改了什么',
  search: '人、对象或内容',
  anyCall: '全部操作',
  untouched: '还没有变更记录',
  empty: '没有符合条件的记录',
  reason: '原因',
};
