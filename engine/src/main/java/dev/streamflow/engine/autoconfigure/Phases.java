package dev.streamflow.engine.autoconfigure;

import org.springframework.context.SmartLifecycle;

/**
 * In which order the engine starts; it stops the other way round. The web server lies between
 * {@link #DRAINER} and {@link #CONSUMER}: it accepts no request before the schemas are known, and
 * what its last request has written is still published.
 */
final class Phases {

  static final int STARTUP = -1000;
  static final int RELAY = -50;
  static final int NOTIFICATIONS = -40;
  static final int HOUSEKEEPING = -30;
  static final int ANSWERS = -20;
  static final int CALLS = -10;
  static final int DRAINER = -5;
  static final int CONSUMER = SmartLifecycle.DEFAULT_PHASE;

  private Phases() {}
}
