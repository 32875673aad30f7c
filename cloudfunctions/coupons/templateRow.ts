import { shareOf } from '#shared/domain/costShare';
import type { CouponTemplateDoc } from '#shared/model/docs';
import { termsView } from './couponView';

const STATUS = {
  pending: '待总部审批',
  active: '发放中',
  stopped: '已停发',
  rejected: '未通过',
} as const satisfies Record<CouponTemplateDoc['status'], string>;

/** A template as HQ's table and editor need it. */
export function templateRow(template: CouponTemplateDoc, names: ReadonlyMap<string, string>) {
  const { _id: templateId, issued, used, usedFen, status, statusReason, ownerStoreId } = template;
  const { faceText, ruleText, scopeText } = termsView(template);
  return {
    templateId,
    // The contract lets only the form's own fields out.
    form: template,
    faceText,
    ruleText,
    scopeText,
    status,
    statusText: STATUS[status],
    statusReason,
    issued,
    used,
    usedFen,
    ...shareOf(usedFen, template.costShare),
    ownerStoreId,
    ownerStoreName: ownerStoreId === null ? '' : (names.get(ownerStoreId) ?? ''),
    version: template.version,
    updatedAt: template.updatedAt,
  };
}
