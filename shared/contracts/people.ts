import * as z from 'zod';
import { HQ_ROLES, defineCall } from './kit';
import { Count, Id, Note, RequestId, TablePage, Text, Time, tableOf } from './shapes';

/** People of headquarters: who they are, what they may do, how they sign in. */
const hq = { context: 'people', deploy: 'hqSystem' } as const;

export const Username = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z0-9][a-z0-9_-]{2,31}$/);
const Password = z.string().min(10).max(100);

/**
 * The name and the password for a ticket of the platform's custom sign-in. Asked by whom nobody knows yet; counted
 * before it is looked at, so that guesses in parallel are guesses too.
 */
export const signInHq = defineCall('signInHq', {
  ...hq,
  title: '总部登录',
  who: ['anonymous'],
  input: z.object({
    username: z.string().trim().toLowerCase().max(40),
    password: z.string().max(200),
  }),
  output: z.object({ ticket: z.string() }),
  errors: {
    WRONG_PASSWORD: '账号或密码不对，请检查后重试',
    LOCKED: '密码连续输错，账号已锁定 15 分钟，请稍后再试或请管理员重置密码',
  },
});

export const changeMyPassword = defineCall('changeMyPassword', {
  ...hq,
  title: '修改我的密码',
  who: HQ_ROLES,
  once: true,
  evenWithOldPassword: true,
  input: z.object({ requestId: RequestId, old: z.string().max(200), password: Password }),
  /** A ticket for this browser: all other sessions have ended. */
  output: z.object({ ticket: z.string() }),
  errors: {
    WRONG_PASSWORD: '原密码不对，请重新输入',
    SAME_PASSWORD: '新密码不能和原密码相同，请换一个',
    NO_LOGIN: '你的账号由云开发平台管理，请在平台修改密码',
  },
});

const HqGrant = z.object({
  role: z.enum(HQ_ROLES),
  /** For a region's manager: which region; null for all others. */
  regionId: Id.nullable().default(null),
});

export const listPeople = defineCall('listPeople', {
  ...hq,
  title: '总部人员',
  who: ['hqOwner', 'hqAuditor'],
  input: z.object({ query: z.string().max(40).optional(), ...TablePage }),
  output: tableOf(
    z.object({
      staffId: Id,
      name: z.string(),
      phoneMasked: z.string(),
      username: z.string().nullable(),
      grants: z.array(
        z.object({ role: z.string(), regionId: z.string().nullable(), to: Time.nullable() }),
      ),
      status: z.enum(['active', 'left']),
      lastSeenAt: Time.nullable(),
      /** Epoch ms until which nobody signs in under the name; null when free. */
      lockedUntil: Time.nullable(),
      /** Has to choose a password of their own first. */
      mustChange: z.boolean(),
      me: z.boolean(),
    }),
  ),
});

export const savePerson = defineCall('savePerson', {
  ...hq,
  title: '添加或修改总部人员',
  who: ['hqOwner'],
  once: true,
  input: z.object({
    requestId: RequestId,
    staffId: Id.optional(),
    name: Text(20),
    /** Absent: as it is. */
    phone: z
      .string()
      .regex(/^1\d{10}$/)
      .optional(),
    /** Of a new person, or of one who signed in with an account of the platform so far. */
    username: Username.optional(),
    grants: z.array(HqGrant).min(1).max(7),
    /** The grants end by themselves at this moment; null: never. */
    until: Time.nullable().default(null),
  }),
  /** `password`: the first one of a new login, shown once and to be changed at the first sign-in. */
  output: z.object({ staffId: Id, password: z.string().nullable() }),
  errors: {
    USERNAME_TAKEN: '这个登录名已被使用，请换一个',
    USERNAME_MISSING: '请给这位同事一个登录名（3 到 32 位小写字母或数字）',
    REGION_MISSING: '请为区域经理选择大区',
    PHONE_TAKEN: '这个手机号已经登记给另一位员工',
    OWN_RIGHTS: '不能修改自己的权限，请另一位总部管理员来改',
    LAST_OWNER: '这是最后一位总部管理员，请先任命另一位再修改',
  },
});

export const revokePerson = defineCall('revokePerson', {
  ...hq,
  title: '收回总部权限',
  who: ['hqOwner'],
  once: true,
  input: z.object({ requestId: RequestId, staffId: Id, reason: Note(60) }),
  output: z.object({ revoked: Count }),
  errors: {
    OWN_RIGHTS: '不能收回自己的权限，请另一位总部管理员来操作',
    LAST_OWNER: '这是最后一位总部管理员，请先任命另一位再收回',
  },
});

export const resetPassword = defineCall('resetPassword', {
  ...hq,
  title: '重置总部人员密码',
  who: ['hqOwner'],
  once: true,
  input: z.object({ requestId: RequestId, staffId: Id }),
  output: z.object({ password: z.string() }),
  errors: { NO_LOGIN: '这位同事还没有登录名，请先修改资料填写登录名' },
});

export const endSessions = defineCall('endSessions', {
  ...hq,
  title: '强制退出登录',
  who: ['hqOwner'],
  once: true,
  input: z.object({ requestId: RequestId, staffId: Id }),
  output: z.object({ staffId: Id }),
});
