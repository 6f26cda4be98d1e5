package dev.streamflow.provider;

/** Where the switches are read and turned while the provider runs. A restart resets them. */
public final class Switchboard {

  private volatile Switches switches;

  public Switchboard(Switches switches) {
    this.switches = switches;
  }

  public Switches read() {
    return switches;
  }

  public void turn(Switches to) {
    switches = to;
  }
}
