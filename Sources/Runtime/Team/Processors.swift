// How many workers a team has when nothing is said: what taskset, containers and cpusets leave of the machine.

import CKernels

public enum Processors {
  /// A team larger than this gains nothing at the sizes that are trained here.
  public static let largestDefault = 16

  /// Processors that this process may use, at least 1.
  public static var allowed: Int { max(Int(lf_allowed_processors()), 1) }

  /// The number of workers when nothing is said.
  public static var defaultWorkers: Int { min(allowed, largestDefault) }
}
