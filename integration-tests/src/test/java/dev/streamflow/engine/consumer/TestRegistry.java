package dev.streamflow.engine.consumer;

/** What there is to know of a registry that one has to ask each time. */
record TestRegistry(boolean isComplete) implements RegistryCheck {

  @Override
  public boolean wasComplete() {
    return false;
  }
}
