import { runAcceptance, type AcceptanceProps } from "../../../acceptance/support/runner/acceptance";
import type { LaneOutcome } from "../../../acceptance/support/runner/lane-run";
import { selectLanes } from "../../../acceptance/support/runner/lanes";

export interface RunSampleLanesProps extends Pick<AcceptanceProps, "environment" | "signal" | "onStep"> {
  readonly folder: string;
}

/** Runs the lanes of a folder. The `tests.sh` of a lane stands in for jest. */
export function runSampleLanes({ folder, ...props }: RunSampleLanesProps): Promise<LaneOutcome[]> {
  return runAcceptance({
    ...props,
    lanes: selectLanes(folder, []),
    testCommand: (lane, resultsFile) => ["bash", `${lane.folder}/tests.sh`, resultsFile],
    isFull: false,
    parallelism: 2,
  });
}
