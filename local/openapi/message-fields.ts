/** What WeChat allows in each kind of field of a subscribe message; the kind is the name without its number. */
const RULES: Readonly<Record<string, { readonly most: number; readonly pattern?: RegExp }>> = {
  thing: { most: 20 },
  number: { most: 32, pattern: /^-?\d+(\.\d+)?$/ },
  letter: { most: 32, pattern: /^[A-Za-z]+$/ },
  symbol: { most: 5 },
  character_string: { most: 32, pattern: /^[\x20-\x7e]+$/ },
  time: { most: 40, pattern: /\d{1,2}:\d{2}/ },
  date: { most: 40, pattern: /\d{4}(年|-)\d{1,2}(月|-)\d{1,2}/ },
  amount: { most: 16, pattern: /^[^\d\s]?\d+(\.\d+)?元?$/ },
  phone_number: { most: 17, pattern: /^[\d+\-() ]+$/ },
  car_number: { most: 8 },
  name: { most: 20 },
  phrase: { most: 5, pattern: /^[\u4e00-\u9fff]+$/ },
};

/** What is wrong with a field, or nothing. WeChat answers it with errcode 47003. */
export const fieldProblem = (name: string, value: unknown): string | undefined => {
  const kind = name.replace(/\d+$/, '');
  const rule = RULES[kind];
  if (!rule) return `data.${name} is not a known field`;
  if (typeof value !== 'string' && typeof value !== 'number') return `data.${name}.value is empty`;
  const text = String(value);
  const fits = text.length > 0 && text.length <= rule.most && (rule.pattern?.test(text) ?? true);
  return fits ? undefined : `data.${name}.value invalid`;
};
