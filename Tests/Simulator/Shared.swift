import Synchronization

/// A value for whoever has the turn.
final class Shared<Value: Sendable>: Sendable {
  private let value: Mutex<Value>

  init(_ value: Value) { self.value = Mutex(value) }

  var copy: Value { value.withLock { $0 } }

  func read<T: Sendable>(_ body: (Value) -> T) -> T { value.withLock { body($0) } }

  func change<T: Sendable, E>(_ body: (inout Value) throws(E) -> T) throws(E) -> T {
    try value.withLock { value throws(E) in try body(&value) }
  }
}
