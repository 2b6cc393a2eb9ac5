import RegistryExchange
import RegistryModel
import RegistryScreens
import RegistryStore
import Synchronization
import SystemPackage

/// The threads that do what screens order, a thread an order: no key waits for one.
struct Workshop {
  /// What does each kind of work: a row an order.
  private let rows: [Row]

  /// Work on what the screens hand over.
  private static let rows = [
    Row(ImportOrder.self) { (order, progress) throws(Cancelled) in try order.done(progress) },
    Row(FolderOrder.self) { (order, progress) throws(Cancelled) in try order.done(progress) },
    Row(LeftRowsOrder.self) { (order, _) throws(Cancelled) in order.done },
    Row(LinkageOrder.self) { (order, _) throws(Cancelled) in order.done },
    Row(ProposalOrder.self) { (order, _) throws(Cancelled) in order.done },
    Row(RearrangeOrder.self) { (order, _) throws(Cancelled) in order.done },
    Row(OverviewOrder.self) { (order, _) throws(Cancelled) in order.done },
    Row(PlanOrder.self) { (order, _) throws(Cancelled) in order.done },
    Row(ReviewOrder.self) { (order, progress) throws(Cancelled) in
      try order.done { (done) throws(Cancelled) in try progress(done) }
    },
    Row(PlansOrder.self) { (order, _) throws(Cancelled) in order.done },
    Row(ReportOrder.self) { (order, _) throws(Cancelled) in
      order.done { try? JSON(bytes: Array($0.utf8)) }
    },
    Row(FreezeOrder.self) { (order, _) throws(Cancelled) in
      order.done(by: Sanshe.configuration.version)
    },
    Row(ReportFileOrder.self) { (order, _) throws(Cancelled) in order.done },
    Row(ExportOrder.self) { (order, _) throws(Cancelled) in order.done },
    Row(PrintOrder.self) { (order, progress) throws(Cancelled) in try order.done(progress) },
    Row(TownOrder.self) { (order, _) throws(Cancelled) in order.done },
  ]

  /// Work on the registry as it is kept.
  private static func rows(at place: RegistryLocation) -> [Row] {
    [
      Row(BackupsOrder.self) { (order, _) throws(Cancelled) in order.done(at: place) },
      Row(BackupOrder.self) { (order, progress) throws(Cancelled) in
        try order.done(at: place, progress)
      },
      Row(CheckOrder.self) { (order, progress) throws(Cancelled) in
        try order.done(at: place, progress)
      },
      Row(RestoreOrder.self) { (order, progress) throws(Cancelled) in try order.done(progress) },
    ]
  }

  /// One kind of order and what does it.
  private struct Row: Sendable {
    let work: @Sendable (any WorkOrder, WorkReport) throws(Cancelled) -> WorkResult?

    init<Order: WorkOrder>(
      _ kind: Order.Type,
      _ work: @escaping @Sendable (Order, WorkReport) throws(Cancelled) -> Order.Result
    ) {
      self.work = { (order, progress) throws(Cancelled) in
        guard let order = order as? Order else { return nil }
        return WorkResult(of: kind, try work(order, progress))
      }
    }
  }

  private let mail: @Sendable (Letter) -> Void
  private var reports: [Int: WorkReport] = [:]

  /// - Parameters:
  ///   - place: where the registry is that the screens show.
  ///   - mail: leaves something for the loop.
  init(at place: RegistryLocation, mail: @escaping @Sendable (Letter) -> Void) {
    rows = Self.rows + Self.rows(at: place)
    self.mail = mail
  }

  /// Starts work.
  mutating func start(_ order: any WorkOrder, tag: Int) {
    let report = WorkReport { [mail] in mail(.work(tag: tag, .progress($0))) }
    reports[tag] = report
    Threads.start(isUrgent: false) { [mail, rows] in
      for row in rows {
        do {
          guard let result = try row.work(order, report) else { continue }
          mail(.work(tag: tag, .done(result)))
        } catch {
          // Whoever gave it up waits for nothing.
        }
        return
      }
      preconditionFailure("no row does \(type(of: order))")
    }
  }

  /// Has work end at its next report; nothing more is heard of it.
  mutating func cancel(_ tag: Int) { reports.removeValue(forKey: tag)?.cancel() }

  /// Whether news may go to the screens; of work that is done none follow.
  mutating func passes(_ news: WorkNews, tag: Int) -> Bool {
    if case .done = news { return reports.removeValue(forKey: tag) != nil }
    return reports[tag] != nil
  }
}

/// How work tells how far it is, and hears that nobody waits for it any longer.
final class WorkReport: Sendable {
  /// Work that is done sooner tells nothing; later so often is enough.
  private static let (patience, pause) = (Duration.milliseconds(500), Duration.milliseconds(100))

  private let isCancelled = Mutex(false)
  private let next = Mutex(ContinuousClock.now + patience)
  private let tell: @Sendable (WorkProgress) -> Void

  init(_ tell: @escaping @Sendable (WorkProgress) -> Void) { self.tell = tell }

  func cancel() { isCancelled.withLock { $0 = true } }

  /// Somebody waits for it still.
  var goesOn: Bool { isCancelled.withLock { !$0 } }

  /// Tells how far the work is; ends it where it was given up.
  func callAsFunction(_ progress: WorkProgress) throws(Cancelled) {
    guard goesOn else { throw Cancelled() }
    let isDue = next.withLock { next in
      let now = ContinuousClock.now
      guard now >= next else { return false }
      next = now + Self.pause
      return true
    }
    if isDue { tell(progress) }
  }
}
