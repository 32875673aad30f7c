import * as z from 'zod';
import { defineCall } from './kit';
import { Id, Note, RequestId, Text } from './shapes';

export const whoAmI = defineCall('whoAmI', {
  context: 'members',
  deploy: 'identity',
  title: '我是谁',
  who: ['shopper'],
  input: z.object({}),
  output: z.object({
    memberId: Id,
    /** Set when this WeChat belongs to staff: which shops, which roles. */
    staff: z
      .object({
        staffId: Id,
        name: z.string(),
        stores: z.array(z.object({ storeId: Id, name: z.string(), roles: z.array(z.string()) })),
      })
      .nullable(),
  }),
});

export const bindStaff = defineCall('bindStaff', {
  context: 'members',
  deploy: 'identity',
  title: '用邀请码或手机号绑定店员身份',
  who: ['shopper'],
  once: true,
  input: z
    .object({
      requestId: RequestId,
      inviteCode: z.string().trim().min(6).max(40).optional(),
      /** From WeChat's `getPhoneNumber`: the number a manager wrote down is invitation enough. */
      phoneCode: z.string().min(1).max(200).optional(),
    })
    .refine((form) => (form.inviteCode === undefined) !== (form.phoneCode === undefined)),
  output: z.object({ staffId: Id, name: z.string() }),
  errors: {
    INVITE_UNKNOWN: '邀请码不对或已过期，请找店长重新发一个',
    PHONE_UNKNOWN: '这个手机号没有登记为店员，请店长先在员工里添加',
    ALREADY_STAFF: '这个微信已经绑定了店员身份',
  },
});

const AddressForm = z.object({
  name: Text(20),
  phone: z.string().regex(/^1\d{10}$/),
  /** 省市区 and street, as the map gives it. */
  region: Text(80),
  /** 门牌. */
  detail: Text(80),
  tag: Note(6),
  loc: z.object({ lng: z.number().min(-180).max(180), lat: z.number().min(-90).max(90) }),
  isDefault: z.boolean(),
});
const Address = AddressForm.extend({ addressId: Id });

export const listAddresses = defineCall('listAddresses', {
  context: 'members',
  deploy: 'addresses',
  title: '我的地址',
  who: ['shopper'],
  input: z.object({}),
  output: z.object({ items: z.array(Address) }),
});

export const saveAddress = defineCall('saveAddress', {
  context: 'members',
  deploy: 'addresses',
  title: '保存地址',
  who: ['shopper'],
  once: true,
  input: z.object({ requestId: RequestId, addressId: Id.optional(), form: AddressForm }),
  output: z.object({ address: Address }),
  errors: { TOO_MANY: '地址最多保存 20 个，请先删除不用的' },
});

export const removeAddress = defineCall('removeAddress', {
  context: 'members',
  deploy: 'addresses',
  title: '删除地址',
  who: ['shopper'],
  once: true,
  input: z.object({ requestId: RequestId, addressId: Id }),
  output: z.object({ removed: z.boolean() }),
});
