import { configurationWith } from "./support";

const WINDOW = { id: "work", title: "Work", quiet: { cluster: "medical-chutian" } };

function intervalsOf(window: Readonly<Record<string, unknown>>): unknown {
  return configurationWith({ maintenance: [{ ...WINDOW, ...window }] }).time_intervals;
}

const at = (start_time: string, end_time: string) => ({ times: [{ start_time, end_time }], location: "Asia/Shanghai" });
const on = (year: string, month: string, day: string) => ({ years: [year], months: [month], days_of_month: [day] });

describe("the time intervals of maintenance windows", () => {
  it("name the days of a weekly window and its times, in the city's time zone", () => {
    expect(intervalsOf({ kind: "weekly", weekdays: ["saturday", "sunday"], from: "02:00", until: "04:30" })).toEqual([
      { name: "work", time_intervals: [{ weekdays: ["saturday", "sunday"], ...at("02:00", "04:30") }] },
    ]);
  });

  it("go on the next day where a weekly window passes midnight, from Sunday to Monday too", () => {
    expect(intervalsOf({ kind: "weekly", weekdays: ["friday", "sunday"], from: "23:00", until: "01:00" })).toEqual([
      {
        name: "work",
        time_intervals: [
          { weekdays: ["friday", "sunday"], ...at("23:00", "24:00") },
          { weekdays: ["saturday", "monday"], ...at("00:00", "01:00") },
        ],
      },
    ]);
  });

  it("end at midnight without a next day", () => {
    expect(intervalsOf({ kind: "weekly", weekdays: ["friday"], from: "23:00", until: "00:00" })).toEqual([
      { name: "work", time_intervals: [{ weekdays: ["friday"], ...at("23:00", "24:00") }] },
    ]);
  });

  it("hold every day where none is named", () => {
    expect(intervalsOf({ kind: "weekly", from: "02:00", until: "03:00" })).toMatchObject([
      {
        time_intervals: [{ weekdays: ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"] }],
      },
    ]);
  });

  it("name the date of a window that comes once", () => {
    expect(intervalsOf({ kind: "once", from: "2027-01-16T22:00", until: "2027-01-16T23:30" })).toEqual([
      { name: "work", time_intervals: [{ ...on("2027", "1", "16"), ...at("22:00", "23:30") }] },
    ]);
  });

  it("have an interval for each day, over the end of a year", () => {
    expect(intervalsOf({ kind: "once", from: "2027-12-30T22:00", until: "2028-01-02T00:00" })).toEqual([
      {
        name: "work",
        time_intervals: [
          { ...on("2027", "12", "30"), ...at("22:00", "24:00") },
          { ...on("2027", "12", "31"), ...at("00:00", "24:00") },
          { ...on("2028", "1", "1"), ...at("00:00", "24:00") },
        ],
      },
    ]);
  });
});
