import RegistryModel

/// The three lists of the mechanism: what communities need, what there is, and what runs. Each is a list of
/// records with its own columns, so that it opens, prints and exports like any other.
public enum LinkageList: String, CaseIterable, Sendable {
  case needs, resources, programmes

  /// As offices call it.
  public var label: Words {
    switch self {
    case .needs: Words("List of needs", "需求清单")
    case .resources: Words("List of resources", "资源清单")
    case .programmes: Words("List of programmes", "项目清单")
    }
  }

  /// What its records are: resources are told of each community.
  public var kind: Kind {
    switch self {
    case .needs: .need
    case .resources: .community
    case .programmes: .programme
    }
  }

  /// Which of them, in query language: needs that wait or are taken, communities that exist, what runs.
  public var query: String {
    switch self {
    case .needs: "status:open,taken"
    case .resources: "exists:yes"
    case .programmes: "status:running exists:yes"
    }
  }

  /// Keys of its columns.
  public var columns: [String] {
    switch self {
    case .needs:
      ["title", "community", "topic", "people", "raisedOn", "status", "organization", "programme"]
    case .resources:
      [
        "name", "townName", "orgs", "services", "volunteers", "workers", "field", "activityArea",
        "serviceHall",
      ]
    case .programmes:
      ["name", "communities", "carrier", "workers", "since", "until", "progress", "budget"]
    }
  }
}
