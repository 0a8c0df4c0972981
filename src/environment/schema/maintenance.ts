import { z } from "zod";
import { identifier } from "./names";

/** Where the city's clocks stand. China has one time zone and changes it in no season. */
export const MAINTENANCE_TIME_ZONE = { name: "Asia/Shanghai", offset: "+08:00" } as const;

export const WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"] as const;
export type Weekday = (typeof WEEKDAYS)[number];

const values = () => z.union([z.string().min(1), z.array(z.string().min(1)).min(1)]).optional();

/** What a window keeps quiet, in the words of the YAML: every label that is named must fit; one value of a list is enough. */
const quiet = z
  .strictObject({
    alert: values().describe("Name of an alert."),
    severity: values().describe("`critical`, `warning` or `info`; not by itself."),
    owner: values().describe("`platform`, `network` or the id of a vendor."),
    cloud: values(),
    cluster: values(),
    zone: values(),
    availabilityZone: values().describe("Cloud and id of the availability zone, such as `chutian-a`."),
    service: values(),
    site: values(),
    district: values(),
    link: values().describe("Id of a link or of a line."),
    loadBalancer: values(),
  })
  .describe("Labels of the alerts that are kept quiet. All that are named must fit; of a list, one.");
export type QuietSpecification = z.output<typeof quiet>;
export const QUIET_KEYS = quiet.keyof().options;

const time = () => z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, "expected a time such as 23:30");

const instant = () =>
  z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):[0-5]\d$/, "expected a time such as 2027-01-16T23:30")
    .refine((text) => z.iso.date().safeParse(text.slice(0, 10)).success, "expected a day that the calendar has");

const base = {
  id: identifier(),
  title: z.string().min(1).describe("What is done, for people who ask why no alarm came."),
  quiet,
};

/** Times in which alerts that are expected are not sent. */
export const maintenanceWindow = z.discriminatedUnion("kind", [
  z.strictObject({
    ...base,
    kind: z.literal("once"),
    from: instant().describe(`Time in ${MAINTENANCE_TIME_ZONE.name}, such as 2027-01-16T23:30.`),
    until: instant(),
  }),
  z.strictObject({
    ...base,
    kind: z.literal("weekly"),
    weekdays: z
      .array(z.enum(WEEKDAYS))
      .min(1)
      .default([...WEEKDAYS])
      .describe("Days on which it begins. Default: every day."),
    from: time().describe(`Time in ${MAINTENANCE_TIME_ZONE.name}, such as 23:30.`),
    until: time().describe("On the next day where it is not after from."),
  }),
]);
export type MaintenanceWindow = z.output<typeof maintenanceWindow>;

/** The instant of a time that is written without its time zone. */
export function instantOf(text: string): Date {
  return new Date(`${text}:00${MAINTENANCE_TIME_ZONE.offset}`);
}
