/** Life of a count sheet; nothing moves otherwise. */
export type CountStatus =
  | 'draft'
  | 'counting'
  | 'counted'
  | 'recount'
  | 'approved'
  | 'posted'
  | 'void';
interface Move {
  readonly from: readonly CountStatus[];
  readonly to: CountStatus;
}
export const COUNT_MOVES = {
  begin: { from: ['draft'], to: 'counting' },
  submit: { from: ['draft', 'counting', 'recount'], to: 'counted' },
  recount: { from: ['counted', 'approved'], to: 'recount' },
  approve: { from: ['counted'], to: 'approved' },
  post: { from: ['approved'], to: 'posted' },
  void: { from: ['draft', 'counting', 'counted', 'recount', 'approved'], to: 'void' },
} as const satisfies Record<string, Move>;
export type CountMove = keyof typeof COUNT_MOVES;

export function nextCount(status: CountStatus, name: CountMove): CountStatus | null {
  const move: Move = COUNT_MOVES[name];
  return move.from.includes(status) ? move.to : null;
}
export const isScanned = (status: CountStatus): boolean =>
  status === 'draft' || status === 'counting' || status === 'recount';

export const COUNT_TEXT: Readonly<Record<CountStatus, string>> = {
  draft: '待开始',
  counting: '盘点中',
  counted: '待审核',
  recount: '复盘中',
  approved: '待过账',
  posted: '已过账',
  void: '已作废',
};

/** From this value at cost on an adjustment needs a second person; fen. HQ may set another. */
export const SECOND_PERSON_FEN = 50_000;

export interface Value {
  readonly lossFen: number;
  readonly gainFen: number;
}
/** What variances are worth at cost; losses and gains do not hide each other. */
export function valueOf(lines: readonly { variance: number; costFen: number }[]): Value {
  let [lossFen, gainFen] = [0, 0];
  for (const { variance, costFen } of lines)
    if (variance < 0) lossFen -= variance * costFen;
    else gainFen += variance * costFen;
  return { lossFen, gainFen };
}
/** Whoever counted must not be the only one to sign what is worth more than the limit. */
export const needsSecond = ({ lossFen, gainFen }: Value, limitFen: number): boolean =>
  lossFen + gainFen > limitFen;
