import { endSessions } from '#shared/contracts/people';
import { serve } from '../kit/serve';
import { newUid } from './sessions';

/** Signs somebody out everywhere, with their next call; an account of the platform's own opens nothing any more. */
export const main = serve(endSessions, async ({ staffId }, ctx) =>
  ctx.write(async (tx) => {
    const person = await tx.get('staff', staffId);
    if (!person || person.grants.every((g) => g.scope === 'store')) return ctx.refuse('NOT_FOUND');
    // Without a login of ours the account of the platform is the only way in: it stays, its sessions cannot be told apart.
    await tx.update('staff', staffId, { set: { uid: person.login ? newUid(ctx) : null } });
    tx.audit({
      target: 'staff',
      targetId: staffId,
      storeId: null,
      before: { sessions: '登录中' },
      after: { sessions: '已全部退出' },
    });
    return { staffId };
  }),
);
