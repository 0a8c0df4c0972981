/** An alert as a case expects it: its further labels beside name, severity and a fixed owner, and how its value is written. */
export interface ExpectedAlert {
  readonly labels?: Readonly<Record<string, string>>;
  /** What stands for `{{ $value }}` in its texts; needed where one of them shows it. */
  readonly value?: string;
}

/** What an alert does with series: promtool evaluates the rules and compares. */
export interface AlertCase {
  readonly it: string;
  /** Series and their values, in promtool's notation, from the start on. */
  readonly series: Readonly<Record<string, string>>;
  /** When it is looked at, since the start. */
  readonly at: string;
  /** All alerts of the name that fire then; none in a quiet case. */
  readonly fires: readonly ExpectedAlert[];

  /**
   * Time between the values of a series, and between evaluations of the rules.
   * @default "1m"
   */
  readonly interval?: string;
}

/** The cases of a group of rules, by alert. */
export type GroupCases = Readonly<Record<string, readonly AlertCase[]>>;

type Series = AlertCase["series"];

/** The alert fires, as often as is listed. */
export function fires(it: string, at: string, series: Series, ...alerts: readonly ExpectedAlert[]): AlertCase {
  return { it: `fires ${it}`, at, series, fires: alerts.length === 0 ? [{}] : alerts };
}

/** The alert does not fire. */
export function quiet(it: string, at: string, series: Series): AlertCase {
  return { it: `is quiet ${it}`, at, series, fires: [] };
}
