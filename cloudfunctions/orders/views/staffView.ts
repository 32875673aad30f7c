import { isLive } from '#shared/domain/order';
import type { OrderDoc } from '#shared/model/docs';
import type { Seal } from '../../kit/ports';
import { readContact, type Contact } from '../checkout/deliverTo';
import { briefView } from './brief';

export const contactOf = (seal: Seal, order: OrderDoc): Contact | null =>
  order.contact === null
    ? null
    : readContact(
        seal.open({ collection: 'orders', id: order._id, field: 'contact' }, order.contact),
      );

/**
 * What clerks and HQ see. The house number is for those who deliver, while they deliver; afterwards, and at
 * HQ, the area has to do. The phone stays masked.
 */
export function staffView(
  order: OrderDoc,
  { seal, now, reader }: { seal: Seal; now: number; reader: 'shop' | 'hq' },
) {
  const contact = contactOf(seal, order);
  const full = reader === 'shop' && isLive(order.status);
  return {
    ...briefView(order),
    customer: order.customer,
    phoneMasked: order.phoneMasked,
    addressText: contact ? `${contact.region}${full ? contact.detail : ''}` : '',
    remark: order.remark,
    paidAt: order.paidAt,
    acceptBy: order.acceptBy,
    late: order.status === 'paid' && order.acceptBy !== null && now > order.acceptBy,
  };
}
