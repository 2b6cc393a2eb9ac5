import RegistryPlans
import TerminalCore

extension CommunityAnswer {
  /// `4     -6`: what a community has, and in a column what is missing.
  func said(_ context: Context) -> String {
    let missing = missing.map { context.say("-\($0)", "差 \($0)") } ?? ""
    return "\(text ?? "--")  \(context.metrics.padded(missing, to: 6, alignment: .right))"
  }
}
