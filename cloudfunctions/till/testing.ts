import type { ringUp as ringUpCall } from '#shared/contracts/counter';
import type { In } from '#shared/contracts/kit';
import { main as showMemberCode } from '../assets/showMemberCode';
import { giveMoney } from '../assets/testing';
import { STORE, shopWorld } from '../orders/testing';
import { main as identifyAtTill } from './identifyAtTill';
import { main as openTill } from './openTill';
import { main as ringUp } from './ringUp';

export const PHONE = '19900000101';

/** A cashier, a manager, a cashier of the next shop, a member, and ten teas at ¥12. */
export function tillWorld(options: Parameters<typeof shopWorld>[0] = {}) {
  const world = shopWorld(options);
  const cashier = world.as.staff({ roles: ['cashier'], storeId: STORE, name: '许岚' });
  const other = world.as.staff({ roles: ['cashier'], storeId: 's2', name: '邻店' });
  type Sale = In<typeof ringUpCall>;
  return {
    ...world,
    cashier,
    other,
    manager: world.clerk,
    /** Opens a till with ¥200 of change. */
    async open(who = cashier, tillNo = 1, floatFen = 20_000): Promise<string> {
      const asked = { requestId: world.requestId(), storeId: STORE, tillNo, floatFen };
      return (await world.ok(openTill, asked, who)).sessionId;
    },
    /** One tea for exactly ¥12 in cash unless told otherwise. */
    sale: (more: Partial<Sale>): Sale => ({
      requestId: world.requestId(),
      storeId: STORE,
      lines: [{ skuId: 'tea', qty: 1 }],
      sessionId: null,
      tender: { by: 'cash', givenFen: 1_200 },
      expectedPayableFen: 1_200,
      ...more,
    }),
    sell(more: Partial<Sale>, who = cashier) {
      return world.ok(ringUp, this.sale(more), who);
    },
    drawer: (sessionId: string) => {
      const session = world.db.row('tillSessions', sessionId);
      if (!session) throw new Error(`no session ${sessionId}`);
      return session;
    },
    /** The buyer is a member with money; answers how the till calls them once their code was scanned. */
    async member(principalFen = 0): Promise<string> {
      const { id } = world.buyer;
      world.db.put('members', {
        _id: id,
        openid: world.seal.seal({ collection: 'members', id, field: 'openid' }, 'buyer'),
        nickname: '林悦',
        phoneIdx: world.seal.index('phone', PHONE),
        phoneMasked: '199****0101',
        createdAt: 0,
        lastStoreId: null,
      });
      if (principalFen > 0) giveMoney(world, id, principalFen, 0, STORE);
      const { code } = await world.ok(showMemberCode, {}, world.buyer);
      return (await world.ok(identifyAtTill, { storeId: STORE, code }, cashier)).token;
    },
  };
}
export type TillWorld = ReturnType<typeof tillWorld>;
