package dev.streamflow.localstack;

/** What the just-in-time compiler of a server's JVM is to be good at. */
enum Speed {
  /** To be up soon: the quick compiler alone. */
  START("-XX:TieredStopAtLevel=1"),
  /** To do much for long: all compilers, which take their time at first. */
  PEAK("-XX:+TieredCompilation");

  private final String flag;

  Speed(String flag) {
    this.flag = flag;
  }

  String flag() {
    return flag;
  }
}
