import { RULES, type RuleForm, type RuleType } from '#shared/domain/campaigns/declare';
import { blank } from '#shared/domain/campaigns/fields';
import type { Calls } from '#shared/contracts/index';
import type { In, Out } from '#shared/contracts/kit';

export type CampaignRow = Out<Calls['listCampaigns']>['items'][number];
export type Campaign = Out<Calls['getCampaign']>;
export type Plan = In<Calls['saveCampaign']>['plan'];
export type Template = Out<Calls['listCampaignTemplates']>['items'][number];
export type Rehearsal = Out<Calls['rehearseCampaign']>;
export type CampaignRequest = Out<Calls['listCampaignRequests']>['items'][number];
export type Policy = In<Calls['saveCampaignPolicy']>['policy'];

export const STATE_TONES = {
  draft: 'quiet',
  pending: 'warn',
  approved: 'info',
  scheduled: 'info',
  live: 'good',
  ended: 'quiet',
  stopped: 'bad',
} as const;
export const REQUEST_STATUSES = ['submitted', 'approved', 'rejected', 'withdrawn'] as const;
export const REQUEST_TONES = {
  submitted: 'warn',
  approved: 'good',
  rejected: 'bad',
  withdrawn: 'quiet',
} as const;

/** A new rule as its declaration presets it; the presets fill exactly the declared fields, hence the cast. */
export const newRule = (type: RuleType): RuleForm =>
  ({ ...blank(RULES[type].fields), type, ruleId: null }) as unknown as RuleForm;
