import { fires, quiet, type AlertCase } from "../alert-case";

/** Cases of an alert on a gauge that must be 1. */
export function mustBeOne(metric: string, pod: string): AlertCase[] {
  const series = `${metric}{pod="${pod}"}`;
  return [
    fires("after ten minutes", "20m", { [series]: "0x30" }, { labels: { pod } }),
    quiet("before", "9m", { [series]: "0x30" }),
    quiet("when it accepts", "30m", { [series]: "1x30" }),
    quiet("when it accepted within five minutes", "30m", { [series]: "1x27 0x10" }),
  ];
}
