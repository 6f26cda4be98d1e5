package dev.streamflow.systemtests;

/** Something that the user can put right. Printed as two lines, without a stack trace. */
public final class Problem extends RuntimeException {
  private final String nextStep;

  /**
   * @param what what is wrong, in one line
   * @param nextStep what to do about it
   */
  public Problem(String what, String nextStep) {
    super(what);
    this.nextStep = nextStep;
  }

  /** What to do about it. */
  public String nextStep() {
    return nextStep;
  }
}
