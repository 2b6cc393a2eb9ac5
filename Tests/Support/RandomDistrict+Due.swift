import RegistryModel

// Days on which something ends, in records that are made already.
extension RandomDistrict.Maker {
  /// Certificates and registrations.
  mutating func makeCertificates() {
    for place in organizations.indices where chance(50) {
      var record = organizations[place].record
      record.certificateUntil = date
      organizations[place] = organizations[place].with(record)
    }
    for place in workers.indices where chance(50) {
      var record = workers[place].record
      record.registrationUntil = date
      workers[place] = workers[place].with(record)
    }
  }
}

extension Stored {
  fileprivate func with(_ record: R) -> Stored {
    Stored(id, record, changed: changed, binned: binned, accepted: accepted)
  }
}
