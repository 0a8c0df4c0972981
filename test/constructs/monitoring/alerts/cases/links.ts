import { fires, quiet, type GroupCases } from "../alert-case";

const end = (link: string, number: number) => `probe_success{probe="link",link="${link}",end="${number}"}`;
const both = (near: string, far: string) => ({
  [end("mobile", 1)]: near,
  [end("mobile", 2)]: far,
  [end("radio", 1)]: "1x60",
  [end("radio", 2)]: "1x60",
});
const duration = 'probe_duration_seconds{probe="link",link="mobile",end="2"}';

export const links: GroupCases = {
  LinkDown: [
    fires("when its far end has not answered for two minutes", "2m", both("1x60", "0x60"), {
      labels: { link: "mobile" },
    }),
    quiet("before", "1m", both("1x60", "0x60")),
    quiet("when it came back meanwhile", "4m", both("1x60", "0 0 1 0 0 0")),
    quiet("when both answer", "10m", both("1x60", "1x60")),
    quiet("without the series", "10m", {}),
  ],
  AllLinksDown: [
    fires("after a minute", "1m", {
      [end("mobile", 1)]: "1x9",
      [end("mobile", 2)]: "0x9",
      [end("radio", 1)]: "0x9",
      [end("radio", 2)]: "0x9",
    }),
    quiet("while one works", "10m", both("0x60", "0x60")),
    quiet("before the minute is over", "0m", { [end("mobile", 1)]: "0x9", [end("radio", 1)]: "0x9" }),
  ],
  LinkFlapping: [
    fires("when it changes six times in half an hour", "20m", both("1x60", "1 0 1 0 1 0 1x60"), {
      labels: { link: "mobile" },
      value: "6",
    }),
    quiet("when it changes five times", "20m", both("1x60", "1 0 1 0 1 0x60")),
    quiet("half an hour later", "60m", both("1x60", "1 0 1 0 1 0 1x60")),
  ],
  LinkSlow: [
    fires("above 200 ms", "20m", { [duration]: "0.3x40" }, { labels: { link: "mobile" }, value: "300ms" }),
    quiet("below", "40m", { [duration]: "0.125x40" }),
    quiet("before ten minutes are over", "9m", { [duration]: "0.3x40" }),
  ],
};
