import { fires, quiet, type GroupCases } from "../alert-case";

const quotaOf = (used: string, hard: string) => ({
  'kube_resourcequota{namespace="vendor-01",resourcequota="quota",resource="pods",type="used"}': `${used}x30`,
  'kube_resourcequota{namespace="vendor-01",resourcequota="quota",resource="pods",type="hard"}': `${hard}x30`,
});
const LABELS = { namespace: "vendor-01", resourcequota: "quota", resource: "pods", owner: "vendor-01" };

export const quota: GroupCases = {
  QuotaNearlyUsed: [
    fires("above nine tenths", "15m", quotaOf("95", "100"), { labels: LABELS, value: "95%" }),
    quiet("before it has lasted", "14m", quotaOf("95", "100")),
    quiet("at exactly nine tenths", "30m", quotaOf("90", "100")),
    quiet("when all is used, which is another alert", "30m", quotaOf("100", "100")),
    quiet("where the quota is nothing, as for load balancers", "30m", quotaOf("0", "0")),
  ],
  QuotaUsedUp: [
    fires("when all is used", "15m", quotaOf("100", "100"), { labels: LABELS }),
    fires("when the quota was made smaller than its use", "15m", quotaOf("100", "80"), { labels: LABELS }),
    quiet("before it has lasted", "14m", quotaOf("100", "100")),
    quiet("with one pod less", "30m", quotaOf("99", "100")),
  ],
};
