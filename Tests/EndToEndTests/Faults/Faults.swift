/// What becomes of a registry when the program is killed, the disk is full, or files are not what they
/// were: a seeded sample in `make test`, everything in `make faults`.
enum Faults {}
