import { DialogPlugin } from 'tdesign-vue-next/es/dialog';
import { MessagePlugin } from 'tdesign-vue-next/es/message';
import type { Failure } from '../call';
import { lang, t } from '../i18n/index';

/** The failure in the reader's language; the contract's own sentence is Chinese. */
export function failureText(failure: Failure): string {
  if (lang.value === 'zh') return failure.message;
  const known: Readonly<Record<string, string>> = t.value.failures;
  return known[failure.code] ?? failure.message;
}

export function sayFailure(failure: Failure): void {
  const trace = failure.traceId && failure.code === 'INTERNAL' ? ` (${failure.traceId})` : '';
  void MessagePlugin.error({ content: failureText(failure) + trace, duration: 6000 });
}

export const sayDone = (text: string): void => void MessagePlugin.success(text);

/** Asks before something is lost or cannot be undone. */
export function confirm(question: {
  title: string;
  body: string;
  ok: string;
  danger?: boolean;
}): Promise<boolean> {
  return new Promise((resolve) => {
    const dialog = DialogPlugin.confirm({
      header: question.title,
      body: question.body,
      theme: question.danger ? 'danger' : 'warning',
      confirmBtn: { content: question.ok, theme: question.danger ? 'danger' : 'primary' },
      cancelBtn: t.value.act.cancel,
      onConfirm: () => end(true),
      onClose: () => end(false),
    });
    const end = (yes: boolean): void => {
      dialog.destroy();
      resolve(yes);
    };
  });
}
