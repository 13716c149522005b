import { NoActivePlan } from '#centre/plan/index.ts';
import { refusal, type Refusal } from '#platform/command/refusal.ts';

const WORDS = {
  zh: '这里还没有启用的服务方案。请系统管理员启用方案；客户请直接致电服务中心。',
  en: 'No service plan is active here yet. The administrator applies one; customers call the service centre.',
};

/** Where no plan holds — a new installation, a customer without a project — nothing can be promised: a refusal, not a fault. */
export async function refusedWithoutPlan<Result>(work: Promise<Result>): Promise<Result | Refusal> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof NoActivePlan) return refusal(409, 'noActivePlan', WORDS);
    throw error;
  }
}
