/// What becomes of a registry when the disk gives way, files are cut, bits turn, or others wrote them:
/// a seeded sample in `make test`, everything in `make faults`.
enum Faults {}
