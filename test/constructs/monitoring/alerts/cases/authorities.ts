import { fires, quiet, type AlertCase, type GroupCases } from "../alert-case";

const SERVER = { authority: "server-ca" };

/** Cases of months: a look each day. */
const days = (alertCase: AlertCase): AlertCase => ({ ...alertCase, interval: "1d" });

export const authorities: GroupCases = {
  CertificateAuthorityEnds: [
    days(quiet("thirteen months before the end", "30d", {})),
    days(quiet("in the first hour of the last twelve months", "31d", {})),
    days(fires("twelve months before the end", "32d", {}, { labels: SERVER, value: "12" })),
    days(fires("three months before it, still", "330d", {}, { labels: SERVER, value: "3" })),
    days(fires("after it, until there is a successor", "430d", {}, { labels: SERVER, value: "-1" })),
  ],
  CertificateAuthorityEndsSoon: [
    days(quiet("three months before the end", "333d", {})),
    days(fires("two months before the end", "335d", {}, { labels: SERVER, value: "2" })),
  ],
};
