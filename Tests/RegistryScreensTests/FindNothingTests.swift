import RegistryModel
import RegistrySearch
import RegistryTestSupport
import TerminalCore
import Testing

@testable import RegistryScreens

/// What nothing is called can be registered.
@Suite struct FindNothingTests {
  private let proposal = "Nothing has this name. Add it?"

  @Test func `a name that nothing has is offered to each kind, and stands in its form`() {
    var robot = Robot.workedExample()
    robot.find("红旗合唱团")
    #expect(robot.shows(proposal) && robot.shows("0 results"), "\(robot)")
    #expect(robot.line(1).contains("New: Community [红旗合唱团]"))
    #expect(robot.line(2).contains("New: Organization [红旗合唱团]"))
    robot.press(.down)
    robot.type("2")
    #expect(robot.form?.editor.kind == .organization)
    #expect(robot.formName == "红旗合唱团")
    robot.press(.escape)
    #expect(robot.form == nil && robot.drafts.isEmpty)
  }

  @Test func `over a list its own kind is the first; of persons there are workers alone`() {
    var robot = Robot.workedExample(.chinese)
    robot.type("3")
    robot.find("红旗合唱团")
    #expect(robot.line(1).contains("新增: 社会组织 [红旗合唱团]"), "\(robot)")
    robot.press(.control("u"))
    robot.type("@万俟卨")
    #expect(robot.line(1).contains("新增: 社区工作者 [万俟卨]"), "\(robot)")
    #expect(robot.find?.listed.count == 1)
    robot.press(.enter)
    #expect(robot.form?.editor.kind == .worker)
    #expect(robot.formName == "万俟卨")
  }

  @Test func `what only sounds like it comes first; what is found is not offered again`() {
    var robot = Robot.workedExample()
    robot.find("误村")
    #expect(robot.line(1).contains("戊村") && robot.shows(proposal), "\(robot)")
    #expect(robot.shows("5 results"))
    robot.press(.control("u"))
    robot.type("戊村")
    #expect(!robot.shows(proposal))
  }

  @Test(arguments: ["tier:filed 红旗", "-红旗", "没*有", "!没有这个", "#99887766", ">没有这个", "99887766"])
  func `what is no name is not registered, and Enter says that nothing fits`(typed: String) {
    var robot = Robot.workedExample()
    robot.find(typed == "-红旗" ? "-红旗 没有" : typed)
    #expect(robot.find?.listed == [], "\(robot)")
    robot.press(.enter)
    #expect(robot.message == "no matches")
  }

  @Test func `Ins asks of which kind, whatever was found`() {
    var robot = Robot.workedExample()
    robot.find("丙")
    robot.press(.insert)
    #expect(robot.shows("New 丙"), "\(robot)")
    robot.type("3")
    #expect(robot.form?.editor.kind == .worker)
    #expect(robot.formName == "丙")
    robot.press(.escape)
    #expect(robot.find == nil && robot.title.contains("Overview"))
  }

  @Test func `who only reads is told so`() {
    var robot = Robot.workedExample(isReadOnly: true)
    robot.find("红旗合唱团")
    robot.press(.enter)
    #expect(robot.message == "the registry is open for reading only" && robot.find != nil)
  }

  @Test(arguments: [">new", ">新增", ">xz"])
  func `commands register each kind from the Overview`(typed: String) {
    var robot = Robot.workedExample(.chinese)
    robot.find(typed)
    let registers = robot.find.map { find in find.offers.all.compactMap(\.registers) }
    #expect(registers == [.community, .organization, .worker, .programme, .purchase])
    for kind in ["社区", "社会组织", "社区工作者", "服务项目"] {
      #expect(robot.shows("新增: \(kind) ") || robot.shows("[新增]: \(kind) "), "\(robot)")
    }
    let place = robot.find?.listed.firstIndex { target in
      if case .offer(let offer) = target {
        robot.find?.offers.all[offer].registers == .worker
      } else {
        false
      }
    }
    robot.press(.down, times: (place ?? 99) + 1)
    robot.press(.enter)
    #expect(robot.form?.editor.kind == .worker)
    #expect(robot.formName == "")
  }
}
